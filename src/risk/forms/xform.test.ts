import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkXForm } from './check-xform.ts'
import { formLanguages, placed, type Form } from './form.ts'
import { pathsIn } from './paths-in.ts'
import { exampleForm, koboXForm } from './testing/examples.ts'
import { scoreExpression, writeXForm } from './write-xform.ts'
import { readXml } from './xml.ts'

const identity = { formId: 'granica', version: '3' }
const codes = (xml: string) => checkXForm(xml).faults.map(f => f.code)

describe('writing an XForm', () => {
  const xml = writeXForm(exampleForm(), identity)
  it('writes what our own check finds nothing wrong with', () => {
    expect(checkXForm(xml)).toEqual({
      faults: [],
      summary: {
        formId: 'granica',
        version: '3',
        title: 'Čekaonica & <granica> (sr)',
        titles: {
          'sr-Latn': 'Čekaonica & <granica> (sr)',
          en: 'Čekaonica & <granica> (en)',
          ar: 'Čekaonica & <granica> (ar)'
        },
        languages: ['sr-Latn', 'en', 'ar'],
        questions: 9,
        signs: ['papers-kept']
      }
    })
  })
  it('says relevance, constraints and points as expressions of the standard', () => {
    for (const part of [
      `nodeset="/data/child" relevant="selected(/data/with, 'children')"`,
      `relevant="../child_age &gt;= 6"`,
      `constraint=". &gt;= 0 and . &lt;= 400"`,
      `relevant="/data/papers = 'yes' or (/data/papers != '' and not(/data/papers = 'no'))"`,
      `calculate="if(selected(/data/with, 'alone'), 2, 0) + if(/data/papers = 'yes', 3, 0)"`,
      `fener:sign="papers-kept"`,
      `fener:tells="language"`,
      `<translation lang="العربية (ar)">`,
      `<child jr:template="">`
    ])
      expect(xml).toContain(part)
    // every choice can be declined
    expect(xml.match(/<value>not-known<\/value>/g)).toHaveLength(3)
  })
  it('says the points of a questionnaire that does not show them', () => {
    const form = exampleForm()
    const silent = { ...form, items: form.items.filter(i => i.kind !== 'score') }
    expect(writeXForm(silent, identity)).toContain('nodeset="/data/fener_score"')
    expect(codes(writeXForm(silent, identity))).toEqual([])
    expect(scoreExpression({ ...form, items: [] })).toBeUndefined()
  })
  it('whatever words are written, is XML that says the same words', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }), words => {
        const form = exampleForm()
        form.title = Object.fromEntries(formLanguages.map(l => [l, words]))
        const read = readXml(writeXForm(form, identity))
        expect(read.ok).toBe(true)
        const title = read.ok ? read.root.children[0]!.children[0]!.text : ''
        const plain = words
          .replace(/\s+/g, ' ')
          .trim()
          .replace(/[\p{Cc}\uFFFE\uFFFF]/gu, '')
        expect(title).toBe(plain)
      })
    ))
  it('whatever the order of the questions, finds every node it names', () =>
    fc.assert(
      fc.property(fc.shuffledSubarray(exampleForm().items, { minLength: 1 }), items => {
        const form: Form = { ...exampleForm(), items: items.map(i => ({ ...i, when: null })) }
        expect(codes(writeXForm(form, identity)).filter(c => c !== 'no-questions')).toEqual([])
        expect(placed(form).length).toBeGreaterThan(0)
      })
    ))
})

describe('an XForm from elsewhere', () => {
  it('is taken as Kobo writes it', () => {
    const { faults, summary } = checkXForm(koboXForm())
    expect(faults).toEqual([])
    expect(summary).toMatchObject({
      formId: 'aBcD',
      version: '3 (2026-11-02 10:11:12)',
      languages: ['en', 'ar'],
      questions: 3
    })
  })
  const lineOf = (part: string) =>
    koboXForm()
      .split('\n')
      .findIndex(l => l.includes(part)) + 1
  const faulty: [string, (xml: string) => string, string, number?][] = [
    ['loop', x => x.replace('nodeset="/aBcD/age" type="int"', `nodeset="/aBcD/age" type="int" calculate="/aBcD/twice + 1"`), 'loop', lineOf('nodeset="/aBcD/age"')],
    ['group that waits for what is inside', x => x.replace(' /aBcD/age  &gt;= 18', "/aBcD/grp/why = 'work'"), 'loop', lineOf('nodeset="/aBcD/grp"')],
    ['question that waits for itself', x => x.replace('nodeset="/aBcD/age" type="int"', `nodeset="/aBcD/age" type="int" relevant="/aBcD/age = 3"`), 'loop'],
    ['relevance on nothing', x => x.replace(' /aBcD/age  &gt;= 18', '/aBcD/years &gt;= 18'), 'refers-to-nothing', lineOf('nodeset="/aBcD/grp"')],
    ['bind of nothing', x => x.replace('nodeset="/aBcD/grp/why"', 'nodeset="/aBcD/grp/because"'), 'refers-to-nothing'],
    ['control of nothing', x => x.replace('<input ref="/aBcD/age">', '<input ref="/aBcD/years">'), 'refers-to-nothing', lineOf('<input ref="/aBcD/age">')],
    ['words in one language only', x => x.replace('<text id="choices-0"><value>عمل</value></text>', '').replace(/<label ref="jr:itext\(itextId\)"\/>/, `<label ref="jr:itext('choices-0')"/>`), 'no-translation'],
    ['empty words', x => x.replace('كم عمرك؟', ' '), 'no-translation', lineOf('كم عمرك؟')],
    ['words that are nowhere', x => x.replace("jr:itext('/aBcD/age:label')", "jr:itext('nowhere')"), 'no-such-text'],
    ['unknown control', x => x.replace('<input ref="/aBcD/age">', '<secret ref="/aBcD/age">').replace('</input>', '</secret>'), 'unknown-control'],
    ['photo', x => x.replace('<input ref="/aBcD/age">', '<upload ref="/aBcD/age" mediatype="image/*">').replace('</input>', '</upload>'), 'takes-files'],
    ['no id', x => x.replace(' id="aBcD"', ''), 'no-form-id'],
    ['id that is no name', x => x.replace(' id="aBcD"', ' id="../../x"'), 'bad-form-id'],
    ['no version', x => x.replace(/ version="3[^"]*"/, ''), 'no-version'],
    ['no instanceID', x => x.replace('<meta><instanceID/></meta>', ''), 'no-instance-id'],
    ['choices nowhere', x => x.replace(/<itemset.*<\/itemset>/, ''), 'no-choices'],
    ['another file', x => x.replace('<instance id="why">', '<instance id="far" src="jr://file/far.xml"/><instance id="why">'), 'other-file'],
    ['pulldata', x => x.replace(' /aBcD/age  &gt;= 18', "pulldata('far', 'a', 'b', /aBcD/age) = 1"), 'other-file'],
    ['answers for somebody else', x => x.replace('</model>', '<submission action="https://elsewhere.example/" method="post"/></model>'), 'sends-elsewhere'],
    ['sealed for somebody else', x => x.replace('</model>', '<submission base64RsaPublicKey="MIIB"/></model>'), 'sealed-for-others'],
    ['broken expression', x => x.replace(' /aBcD/age  &gt;= 18', "selected( /aBcD/age , 'x'"), 'not-an-expression'],
    ['no title', x => x.replace('<h:title>Arrivals</h:title>', ''), 'no-title'],
    ['type declared', x => x.replace('<h:html', '<!DOCTYPE x [<!ENTITY a "b">]>\n<h:html'), 'doctype', 2],
    ['entity', x => x.replace('Work', '&secret;'), 'malformed', lineOf('Work')],
    ['not closed', x => x.replace('</h:body>', ''), 'malformed'],
    ['deep', x => x.replace('<label>Child</label>', '<group>'.repeat(80) + '</group>'.repeat(80)), 'too-deep'],
    ['too large', x => x.replace('Work', 'x'.repeat(1_000_001)), 'too-large'],
    ['something else', () => '<rss/>', 'no-xform'],
    ['nothing', () => '', 'malformed'],
    ['no body', x => x.replace(/<h:body>[^]*<\/h:body>/, ''), 'no-xform']
  ] // prettier-ignore
  it.each(faulty)('with a fault: %s', (_, change, code, line) => {
    const { faults } = checkXForm(koboXForm(change))
    const found = faults.find(f => f.code === code)
    expect(found, JSON.stringify(faults)).toMatchObject({ stops: true })
    if (line) expect(found!.line).toBe(line)
  })
  it('never fails, whatever is sent', () =>
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.constantFrom(...koboXForm().split(/(?=[<>"'/])/)), fc.string()), {
          maxLength: 60
        }),
        parts => {
          expect(Array.isArray(checkXForm(parts.join('')).faults)).toBe(true)
        }
      )
    ))
  it('says one loop once, and looks through thousands of questions without going deep', () => {
    const many = 5000
    const nodes = Array.from({ length: many }, (_, n) => `<q${n}/>`).join('')
    const binds = Array.from({ length: many }, (_, n) => `<bind nodeset="/d/q${n}" calculate="/d/q${(n + 1) % many}"/>`).join('\n') // prettier-ignore
    const xml = `<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"><h:head><h:title>t</h:title><model>
<instance><d id="d" version="1">${nodes}<meta><instanceID/></meta></d></instance>${binds}</model></h:head><h:body><input ref="/d/q1"/></h:body></h:html>`
    const { faults } = checkXForm(xml)
    expect(faults.map(f => f.code)).toEqual(['loop'])
    expect(faults[0]!.params.to!.length).toBeLessThanOrEqual(80)
  })
})

describe('the paths of an expression', () => {
  const at = ['data', 'kid', 'name']
  it.each([
    ['/data/a = 1', ['data/a']],
    ['. > 3', ['data/kid/name']],
    ['../age * 2', ['data/kid/age']],
    ["if(/data/a='x and /data/b', /data/c, '')", ['data/a', 'data/c']],
    ['sum(/data/kid[age > ../limit]/age)', ['data/kid/age', 'data/limit', 'data/kid/age']],
    ["instance('x')/root/item[name = /data/a]/label", ['data/a']],
    ['current()/../age div 2', ['data/kid/age']],
    ['/data/orx:meta/orx:instanceID', ['data/meta/instanceID']],
    ['//anything/at/all', []],
    ['/data/*', []],
    ['true()', []],
    ['position(..) mod 2', ['data/kid']]
  ])('%s', (expression, paths) => {
    expect(
      pathsIn(expression, at)!
        .paths.map(p => p.join('/'))
        .sort()
    ).toEqual([...paths].sort())
  })
  it('says so when it is none', () => {
    for (const text of ["'open", 'a(', 'a]', '#', 'a ; b']) expect(pathsIn(text, at), text).toBeUndefined()
  })
})
