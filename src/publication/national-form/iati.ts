// The same rows as IATI 2.03 results: one activity for each activity of the strategy that has indicators, one result in it.
// Structure after the published schema (github.com/IATI/IATI-Schemas, version-2.03, iati-activities-schema.xsd): the order of
// elements is that of its sequences. What is protected is left out, and a comment says so; IATI has no word for "fewer than 5".

import type { NetworkProfile } from '#kernel/network-profile.ts'
import type { Trilingual } from '#kernel/locale.ts'
import { addDays } from '#kernel/period.ts'
import type { Strategy } from '#plan/index.ts'
import { xmlText } from '../annual-report/chart.ts'
import { figuresOf, type NationalRow } from './rows.ts'

export type IatiFacts = {
  strategy: Pick<Strategy, 'id' | 'meta'>
  network: NetworkProfile
  /** When the edition was published, an instant in UTC. */
  at: string
}

/** Code lists of IATI: Measure 1 unit, 2 percentage, 5 qualitative; ResultType 1 output; ActivityStatus 2 implementation; OrganisationType 11 local government. */
const measure = { count: '1', percent: '2', yes_no: '1', qualitative: '5' } as const

export const iatiOf = (rows: readonly NationalRow[], facts: IatiFacts): string => {
  const counted = rows.filter(r => r.twinOfRow === null)
  const activities = [...new Set(counted.map(r => r.activityId))]
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    element(
      'iati-activities',
      { version: '2.03', 'generated-datetime': facts.at },
      activities.map(id =>
        activity(
          counted.filter(r => r.activityId === id),
          facts
        )
      )
    ),
    ''
  ].join('\n')
}

/** XK and xk-ranilug are XK-ranilug, and its plan xk-ranilug-2024 is XK-ranilug-2024: no place stands in an identifier twice. */
const below = (owner: string, id: string, written = owner): string =>
  id.toLowerCase().startsWith(`${owner.toLowerCase()}-`)
    ? `${written}${id.slice(owner.length)}`
    : `${written}-${id}`

const activity = (rows: readonly NationalRow[], { strategy, network, at }: IatiFacts): string => {
  const [first] = rows as [NationalRow]
  const publisher = below(network.country, network.id)
  const starts = rows.map(r => r.period.from).sort()[0]!
  return element(
    'iati-activity',
    { 'default-currency': network.currency, 'last-updated-datetime': at, 'xml:lang': 'en' },
    [
      element('iati-identifier', {}, [
        xmlText(`${below(network.id, strategy.id, publisher)}-${first.activityId}`)
      ]),
      element('reporting-org', { ref: publisher, type: '11' }, narratives(network.name)),
      element('title', {}, narratives(first.activity)),
      element('description', { type: '1' }, narratives(first.table)),
      element('participating-org', { ref: publisher, role: '4', type: '11' }, narratives(network.name)),
      element('activity-status', { code: '2' }),
      element('activity-date', { 'iso-date': starts, type: '2' }),
      element('recipient-country', { code: network.country, percentage: '100' }),
      // 15160 human rights, of the DAC's purpose codes
      element('sector', { vocabulary: '1', code: '15160', percentage: '100' }),
      element('result', { type: '1', 'aggregation-status': '0' }, [
        element('title', {}, narratives(first.activity)),
        ...rows.map(indicator)
      ])
    ]
  )
}

const indicator = (row: NationalRow): string =>
  element(
    'indicator',
    {
      measure: measure[row.kind],
      ascending: row.target?.at === 'most' ? '0' : '1',
      'aggregation-status': '0'
    },
    [
      element('title', {}, narratives(row.indicator)),
      element('reference', { vocabulary: '99', code: row.id }),
      ...(row.baseline && row.kind !== 'qualitative'
        ? [element('baseline', { year: String(row.baseline.year), value: String(row.baseline.value) })]
        : []),
      period(row)
    ]
  )

const period = (row: NationalRow): string =>
  element('period', {}, [
    element('period-start', { 'iso-date': row.period.from }),
    element('period-end', { 'iso-date': addDays(row.period.to, -1) }),
    ...target(row),
    ...actual(row)
  ])

const target = ({ target, kind }: NationalRow): string[] => {
  if (!target || kind === 'qualitative') return []
  return [element('target', { value: target.at === 'yes' ? '1' : String(target.number) })]
}

const actual = ({ shown, state, kind }: NationalRow): string[] => {
  if (state === 'few' || state === 'hidden')
    return ['<!-- actual omitted: protected, so that nobody can be recognised -->']
  if (shown === 'not-set') return ['<!-- actual omitted: not measured; this does not mean zero -->']
  if (kind === 'qualitative' && shown.kind === 'qualitative')
    return [element('actual', {}, [element('comment', {}, narratives(shown.value))])]
  const { value, part, whole } = figuresOf(shown)
  if (value !== undefined) return [element('actual', { value: String(value) })]
  if (part !== undefined && whole)
    return [
      element('actual', { value: String(Math.round((part / whole) * 1000) / 10) }, [
        element('comment', {}, [element('narrative', {}, [xmlText(`${part} / ${whole}`)])])
      ])
    ]
  return ['<!-- actual omitted: there was nothing to count -->']
}

/** English is the document's language; the others say theirs. */
const narratives = ({ sr, sq, en }: Trilingual): string[] => [
  element('narrative', {}, [xmlText(en)]),
  element('narrative', { 'xml:lang': 'sr' }, [xmlText(sr)]),
  element('narrative', { 'xml:lang': 'sq' }, [xmlText(sq)])
]

const element = (
  name: string,
  attributes: Record<string, string>,
  children: readonly string[] = []
): string => {
  const said = Object.entries(attributes)
    .map(([k, v]) => ` ${k}="${xmlText(v)}"`)
    .join('')
  return children.length === 0 ? `<${name}${said}/>` : `<${name}${said}>${children.join('')}</${name}>`
}
