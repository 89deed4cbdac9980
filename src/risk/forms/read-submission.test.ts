import { describe, expect, it } from 'vitest'
import { readSubmission, saidDay, saidIn } from './read-submission.ts'
import { exampleForm } from './testing/examples.ts'
import { writeXForm } from './write-xform.ts'

const id = '3f1e0a52-9f7f-4f6b-8f0e-0f4d7c1a2b3c'
const instance = (
  answers: string,
  meta = `<orx:meta><orx:instanceID>uuid:${id.toUpperCase()}</orx:instanceID></orx:meta>`
) =>
  `<?xml version='1.0' ?><data id="granica" version="3" xmlns:orx="http://openrosa.org/xforms">${answers}${meta}</data>`
const xform = writeXForm(exampleForm(), { formId: 'granica', version: '3' })

describe('a submission', () => {
  it('says its form, its version, its own number, the signs and what may be counted', () => {
    const read = readSubmission(
      instance(
        `<fener_day>2026-11-28</fener_day><language>fa</language><with>alone</with><child><child_age>3</child_age></child><child><child_age>5</child_age></child><papers>yes</papers>`
      )
    )
    expect(read).toMatchObject({ ok: true, formId: 'granica', version: '3', instanceId: id })
    const said = saidIn(read.ok ? read.root : (undefined as never), { xform, ties: null })
    expect(said).toMatchObject({
      signs: { 'papers-kept': 'yes' },
      tells: { language: 'fa' },
      day: '2026-11-28'
    })
    expect(said.answers.filter(a => a.path === 'child/child_age').map(a => a.text)).toEqual(['3', '5'])
  })
  it('keeps what nobody foresaw as not known, and words out of what is counted', () => {
    const read = readSubmission(instance('<language>My name is Ana</language><papers>perhaps</papers>'))
    const said = saidIn(read.ok ? read.root : (undefined as never), { xform, ties: null })
    expect(said.signs).toEqual({ 'papers-kept': 'not-known' })
    expect(said.tells).toEqual({})
  })
  it.each([
    ['<data', 'not-xml'],
    ['<!DOCTYPE a [<!ENTITY b "c">]><data id="x"/>', 'not-xml'],
    [instance('', ''), 'no-instance-id'],
    [instance('', '<meta><instanceID>1</instanceID></meta>'), 'no-instance-id'],
    ['<data/>', 'no-form-id'],
    [instance(`<x>${'y'.repeat(1_000_001)}</x>`), 'too-large']
  ])('%#', (xml, code) => expect(readSubmission(xml)).toEqual({ ok: false, code }))
})

describe('the day it was filled on', () => {
  it.each(['2026-11-27', '2027-11-28', '1970-01-01'])('%s is kept as it is said', day =>
    expect(saidDay(day, '2026-11-28')).toBe(day)
  )
  it('is the day it arrived when the phone said none', () => {
    for (const day of [undefined, '', '28.11.2026', '2026-13-45'])
      expect(saidDay(day, '2026-11-28')).toBe('2026-11-28')
  })
})
