// A questionnaire as a standard XForm, as ODK Collect, Enketo and our own field page read it.
import { localeFacts } from '#kernel/locale.ts'
import { isChoice, notKnown, placed } from './form.ts'
import type {
  Choice,
  Condition,
  Form,
  FormLanguage,
  FormWords,
  Item,
  Question,
  Repeat,
  When
} from './form.ts'
import { phrases } from './phrases.ts'
import { tag, xmlText } from './xml.ts'

/** Our own attributes on a `bind`; other readers pass over them. */
export const fenerSpace = 'https://fener.org/xforms'
export const spaces = {
  xforms: 'http://www.w3.org/2002/xforms',
  html: 'http://www.w3.org/1999/xhtml',
  javarosa: 'http://openrosa.org/javarosa',
  openrosa: 'http://openrosa.org/xforms',
  odk: 'http://www.opendatakit.org/xforms'
} as const

/** As ODK writes languages: the name a person chooses by, the code in brackets. */
export const languageLabel = (language: FormLanguage): string =>
  `${localeFacts[language].name.replace(/ \(.*\)$/, '')} (${language})`
export const languageOfLabel = (label: string): string =>
  /\(([A-Za-z-]{2,12})\)\s*$/.exec(label)?.[1] ?? label

export type FormIdentity = { formId: string; version: string }

const pathOf = (item: Item, within: Repeat | null) => `/data/${within ? `${within.name}/` : ''}${item.name}`
/** A line break would be kept by some readers and not by others. */
const oneLine = (words: string | undefined) => (words ?? '').replace(/\s+/g, ' ').trim()

type Write = { form: Form; texts: Map<string, (language: FormLanguage) => string> }

const say = (
  { texts }: Write,
  id: string,
  words: FormWords | ((language: FormLanguage) => string)
): string => {
  texts.set(id, typeof words === 'function' ? words : language => oneLine(words[language]))
  return `jr:itext('${id}')`
}
const hasWords = (words: FormWords) => Object.values(words).some(text => oneLine(text) !== '')

/** Answers that others gave are compared as text; numbers as numbers. Nothing answered is neither. */
const test = (form: Form, { question, how, answer }: Condition, within: Repeat | null): string => {
  const target = placed(form).find(({ item }) => item.name === question)
  const path =
    target?.within && target.within === within
      ? `../${question}`
      : target
        ? pathOf(target.item, target.within)
        : `/data/${question}`
  const number = Number(answer)
  if (how === 'at-least') return `${path} >= ${number}`
  if (how === 'at-most') return `(${path} != '' and ${path} <= ${number})`
  const is =
    target?.item.kind === 'several'
      ? `selected(${path}, '${answer}')`
      : target?.item.kind === 'number'
        ? `${path} = ${number}`
        : `${path} = '${answer}'`
  return how === 'is' ? is : `(${path} != '' and not(${is}))`
}
const relevance = (form: Form, when: When | null, within: Repeat | null) =>
  when?.of.map(one => test(form, one, within)).join(when.every ? ' and ' : ' or ')

/** The sum of the points of every answer given outside repeats; undefined when no answer has any. */
export const scoreExpression = (form: Form): string | undefined => {
  const terms = form.items.filter(isChoice).flatMap(question =>
    question.answers
      .filter(answer => answer.points !== 0)
      .map(({ code, points }) => {
        const path = pathOf(question, null)
        return `if(${question.kind === 'one' ? `${path} = '${code}'` : `selected(${path}, '${code}')`}, ${points}, 0)`
      })
  )
  return terms.length ? terms.join(' + ') : undefined
}

const constraintOf = (write: Write, item: Question, path: string): Record<string, string | undefined> => {
  if (item.kind === 'several')
    return {
      constraint: `not(selected(., '${notKnown}')) or count-selected(.) = 1`,
      'jr:constraintMsg': say(write, `${path}:alone`, language => phrases[language].alone)
    }
  if (item.kind !== 'number' || (item.least === null && item.most === null)) return {}
  const { least, most } = item
  return {
    constraint: [least !== null && `. >= ${least}`, most !== null && `. <= ${most}`]
      .filter(Boolean)
      .join(' and '),
    // numbers read the same in every language
    'jr:constraintMsg': say(write, `${path}:range`, () =>
      least !== null && most !== null ? `${least} – ${most}` : least !== null ? `≥ ${least}` : `≤ ${most}`
    )
  }
}

const types = {
  one: 'string',
  several: 'string',
  number: 'int',
  text: 'string',
  day: 'date',
  note: 'string',
  score: 'int'
} as const
const bindOf = (write: Write, item: Item, within: Repeat | null): string => {
  const nodeset = pathOf(item, within)
  const relevant = relevance(write.form, item.when, within)
  if (item.kind === 'repeat') return relevant ? tag('bind', { nodeset, relevant }) : ''
  return tag('bind', {
    nodeset,
    type: types[item.kind],
    relevant,
    required: 'required' in item && item.required ? 'true()' : undefined,
    readonly: item.kind === 'note' || item.kind === 'score' ? 'true()' : undefined,
    calculate: item.kind === 'score' ? (scoreExpression(write.form) ?? '0') : undefined,
    ...constraintOf(write, item, nodeset),
    'fener:sign': (isChoice(item) && item.sign) || undefined,
    'fener:tells': (isChoice(item) && item.tells) || undefined
  })
}

const labels = (write: Write, item: Item, path: string) => [
  tag('label', { ref: say(write, `${path}:label`, item.words) }),
  hasWords(item.hint) && tag('hint', { ref: say(write, `${path}:hint`, item.hint) })
]
const choices = (write: Write, item: Choice, path: string) =>
  [
    ...item.answers.map(a => ({ code: a.code, words: a.words })),
    { code: notKnown, words: (l: FormLanguage) => phrases[l]['not-known'] }
  ].map(({ code, words }) =>
    tag(
      'item',
      {},
      tag('label', { ref: say(write, `${path}/${code}:label`, words) }),
      tag('value', {}, xmlText(code))
    )
  )

const controlOf = (write: Write, item: Item, within: Repeat | null): string => {
  const ref = pathOf(item, within)
  if (item.kind === 'repeat')
    return tag(
      'group',
      { ref },
      tag('label', { ref: say(write, `${ref}:label`, item.words) }),
      tag('repeat', { nodeset: ref }, ...item.questions.map(q => controlOf(write, q, item)))
    )
  const said = labels(write, item, ref)
  if (!isChoice(item)) return tag('input', { ref }, ...said)
  return tag(item.kind === 'one' ? 'select1' : 'select', { ref }, ...said, ...choices(write, item, ref))
}

const instanceOf = (item: Item): string =>
  item.kind !== 'repeat'
    ? tag(item.name)
    : [{ 'jr:template': '' }, {}]
        .map(attributes => tag(item.name, attributes, ...item.questions.map(instanceOf)))
        .join('')

/** Throws nothing: whether the questionnaire makes sense has been asked before (form-faults.ts). */
export const writeXForm = (form: Form, { formId, version }: FormIdentity): string => {
  const write: Write = { form, texts: new Map() }
  const all = placed(form)
  const scored = all.some(({ item }) => item.kind === 'score')
  const expression = scoreExpression(form)
  // a questionnaire that gives points always says how many, whether or not it shows them
  const silent = !scored && expression !== undefined
  say(write, 'title', form.title)
  const binds = [
    tag('bind', {
      nodeset: '/data/fener_day',
      type: 'date',
      'jr:preload': 'date',
      'jr:preloadParams': 'today'
    }),
    ...all.map(({ item, within }) => bindOf(write, item, within)),
    silent && tag('bind', { nodeset: '/data/fener_score', type: 'int', calculate: expression }),
    tag('bind', {
      nodeset: '/data/orx:meta/orx:instanceID',
      type: 'string',
      readonly: 'true()',
      'jr:preload': 'uid'
    })
  ]
  const body = form.items.map(item => controlOf(write, item, null))
  const itext = form.languages.map((language, at) =>
    tag(
      'translation',
      { lang: languageLabel(language), default: at === 0 ? 'true()' : undefined },
      ...[...write.texts].map(([id, words]) =>
        tag('text', { id }, tag('value', {}, xmlText(words(language))))
      )
    )
  )
  const instance = tag(
    'data',
    { id: formId, version },
    '<fener_day/>',
    ...form.items.map(instanceOf),
    silent && '<fener_score/>',
    '<orx:meta><orx:instanceID/></orx:meta>'
  )
  const html = tag(
    'h:html',
    {
      xmlns: spaces.xforms,
      'xmlns:h': spaces.html,
      'xmlns:jr': spaces.javarosa,
      'xmlns:orx': spaces.openrosa,
      'xmlns:odk': spaces.odk,
      'xmlns:fener': fenerSpace
    },
    tag(
      'h:head',
      {},
      tag('h:title', {}, xmlText(oneLine(form.title[form.languages[0]!]))),
      tag(
        'model',
        { 'odk:xforms-version': '1.0.0' },
        tag('itext', {}, ...itext),
        tag('instance', {}, instance),
        ...binds
      )
    ),
    tag('h:body', {}, ...body)
  )
  return `<?xml version="1.0" encoding="UTF-8"?>\n${html.replace(/></g, '>\n<')}\n`
}
