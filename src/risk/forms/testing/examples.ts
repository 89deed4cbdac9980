// Questionnaires for tests: one made here, and XForms as others write them.
import type { Form, FormLanguage, FormWords } from '../form.ts'

export const said = (text: string): FormWords => ({
  en: `${text} (en)`,
  'sr-Latn': `${text} (sr)`,
  ar: `${text} (ar)`
})
const languages: FormLanguage[] = ['sr-Latn', 'en', 'ar']
const answer = (code: string, points = 0) => ({ code, words: said(code), points })
const asked = (name: string, text: string) => ({ name, words: said(text), hint: {}, when: null })
const plain = { sign: null, tells: null } as const

export const exampleForm = (): Form => ({
  schema: 'fener-form/1',
  title: said('Čekaonica & <granica>'),
  languages,
  unchecked: ['ar'],
  items: [
    { kind: 'note', ...asked('hello', 'We ask “you” a few questions') },
    {
      kind: 'one',
      ...asked('language', 'Which language?'),
      required: true,
      answers: [answer('ar'), answer('fa')],
      sign: null,
      tells: 'language'
    },
    {
      kind: 'several',
      ...asked('with', 'Travelling with whom?'),
      required: true,
      answers: [answer('alone', 2), answer('children')],
      ...plain
    },
    { kind: 'number', ...asked('days', 'Days on the way'), required: false, least: 0, most: 400 },
    {
      kind: 'repeat',
      ...asked('child', 'Each child'),
      when: { every: true, of: [{ question: 'with', how: 'is', answer: 'children' }] },
      questions: [
        { kind: 'number', ...asked('child_age', 'Age'), required: false, least: 0, most: 17 },
        {
          kind: 'text',
          ...asked('child_school', 'School'),
          when: { every: true, of: [{ question: 'child_age', how: 'at-least', answer: '6' }] },
          required: false
        }
      ]
    },
    {
      kind: 'one',
      ...asked('papers', 'Does somebody keep the papers?'),
      required: true,
      answers: [answer('yes', 3), answer('no')],
      sign: 'papers-kept',
      tells: null
    },
    {
      kind: 'day',
      ...asked('since', 'Since when?'),
      when: { every: false, of: [{ question: 'papers', how: 'is', answer: 'yes' }, { question: 'papers', how: 'is-not', answer: 'no' }] }, // prettier-ignore
      required: false
    },
    { kind: 'score', ...asked('sum', 'Points') }
  ]
})

/** As pyxform writes it for KoBoToolbox, cut down. */
export const koboXForm = (change: (xml: string) => string = xml => xml): string =>
  change(`<?xml version="1.0"?>
<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml" xmlns:ev="http://www.w3.org/2001/xml-events" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:jr="http://openrosa.org/javarosa" xmlns:orx="http://openrosa.org/xforms" xmlns:odk="http://www.opendatakit.org/xforms">
  <h:head>
    <h:title>Arrivals</h:title>
    <model odk:xforms-version="1.0.0">
      <itext>
        <translation lang="English (en)" default="true()">
          <text id="/aBcD/age:label"><value>How old are you?</value></text>
          <text id="/aBcD/grp/why:label"><value>You said <output value=" /aBcD/age "/>: why?</value></text>
          <text id="choices-0"><value>Work</value></text>
        </translation>
        <translation lang="Arabic (ar)">
          <text id="/aBcD/age:label"><value>كم عمرك؟</value></text>
          <text id="/aBcD/grp/why:label"><value>لماذا؟</value></text>
          <text id="choices-0"><value>عمل</value></text>
        </translation>
      </itext>
      <instance><aBcD id="aBcD" version="3 (2026-11-02 10:11:12)"><start/><age/><grp><why/></grp><kid jr:template=""><name/></kid><twice/><meta><instanceID/></meta></aBcD></instance>
      <instance id="why"><root><item><itextId>choices-0</itextId><name>work</name></item></root></instance>
      <bind nodeset="/aBcD/start" jr:preload="timestamp" type="dateTime" jr:preloadParams="start"/>
      <bind nodeset="/aBcD/age" type="int" required="true()" constraint=". &gt; 0 and . &lt; 120"/>
      <bind nodeset="/aBcD/grp" relevant=" /aBcD/age  &gt;= 18"/>
      <bind nodeset="/aBcD/grp/why" type="string"/>
      <bind nodeset="/aBcD/kid/name" type="string" relevant=" ../../age &gt; 15 and position(..) &lt; 3"/>
      <bind nodeset="/aBcD/twice" type="string" calculate="sum( /aBcD/kid[name = 'x']/name ) + count(instance('why')/root/item[name = /aBcD/grp/why ]) - current()/../age * 2"/>
      <bind nodeset="/aBcD/meta/instanceID" type="string" readonly="true()" jr:preload="uid"/>
    </model>
  </h:head>
  <h:body>
    <input ref="/aBcD/age"><label ref="jr:itext('/aBcD/age:label')"/></input>
    <group ref="/aBcD/grp"><select1 ref="/aBcD/grp/why"><label ref="jr:itext('/aBcD/grp/why:label')"/><itemset nodeset="instance('why')/root/item"><value ref="name"/><label ref="jr:itext(itextId)"/></itemset></select1></group>
    <group ref="/aBcD/kid"><label>Child</label><repeat nodeset="/aBcD/kid"><input ref="/aBcD/kid/name"><label>First letter</label></input></repeat></group>
  </h:body>
</h:html>
`)
