// A strategy as data: what a municipality promised, in the words it printed. The file is the source; nothing here adds to it.
// Unknown keys are refused: a misspelt key would otherwise be a promise silently lost.

import { z } from 'zod'
import type { Trilingual as TrilingualWords } from '#kernel/locale.ts'
import type { Added } from './added-task.ts'

const text = z.string().refine(s => s.trim().length > 0)
const anId = () => z.string().regex(/^[a-z][a-z0-9-]{0,63}$/)
const id = anId()
const day = z.iso.date()
const no = z.union([z.number(), z.string()]).nullable()

/** What an id that stands in another item points at; `any`: an item of whatever kind, or a section of the file. */
export type LinkTo = 'institution' | 'law' | 'activity' | 'task' | 'indicator' | 'any'
export type Link = { to: LinkTo; sameActivity?: true }
/** Which fields are links. The loader looks each up, and the form offers what it may point at. */
export const links = z.registry<Link>()
const linkTo = (to: LinkTo, more: Omit<Link, 'to'> = {}) => anId().register(links, { to, ...more })
const where = z.union([z.string(), z.array(z.string())]).register(links, { to: 'any' })
const words = { sr: text, en: text, sq: text }
const item = { id, ...words }
const editorial = { note: text.optional(), as_printed: text.optional() }

export const Trilingual = z.strictObject(words)
export type Trilingual = TrilingualWords

const Paragraph = z.strictObject({ ...item, ...editorial })

export const Goal = z.strictObject({ ...item, title: Trilingual, ...editorial })
export type Goal = z.infer<typeof Goal>

const Law = z.strictObject({
  ...item,
  type: z.enum(['code', 'law', 'strategy', 'sop', 'constitution']),
  number: text.optional(),
  same_as: linkTo('law').optional(),
  where: where.optional(),
  ...editorial
})
export type Law = z.infer<typeof Law>

export const Institution = z.strictObject({
  ...item,
  parent: linkTo('institution').optional(),
  code: text.optional(),
  listed: z.enum(['normative', 'tables', 'text']),
  ...editorial
})
export type Institution = z.infer<typeof Institution>

const Titled = z.strictObject({ ...item, title: Trilingual, ...editorial })
export type Recommendation = z.infer<typeof Titled>

const ActionPoint = z.strictObject({ id, title: Trilingual, actions: z.array(Paragraph).min(1) })
export type ActionPoint = z.infer<typeof ActionPoint>

/** stated: the source's own numbers match; inferred: matched by wording; whole_activity: cannot be tied to one task. */
const HowLinked = z.enum(['stated', 'inferred', 'whole_activity'])

const PrintedTask = z.strictObject({ ...item, no, ...editorial })
/** `added` never stands in a file: it marks a task that people added beside the printed ones. */
export type Task = z.infer<typeof PrintedTask> & { added?: Added }
export const Task: z.ZodType<Task> = PrintedTask

const Responsible = z.strictObject({
  ...item,
  no,
  tasks: z.array(linkTo('task', { sameActivity: true })),
  link: HowLinked,
  institutions: z.array(linkTo('institution')).min(1),
  ...editorial
})
export type Responsible = z.infer<typeof Responsible>

export const indicatorKinds = ['count', 'percent', 'yes_no', 'qualitative'] as const
export const StrategyIndicator = z.strictObject({
  ...item,
  no,
  tasks: z.array(linkTo('task', { sameActivity: true })),
  link: HowLinked,
  kind: z.enum(indicatorKinds),
  /** Printed twice in the source: count it once, where this points. */
  same_as: linkTo('indicator').optional(),
  disaggregation_stated: text.optional(),
  measures: z.array(text).optional(),
  ...editorial
})
export type StrategyIndicator = z.infer<typeof StrategyIndicator>

export const Activity = z.strictObject({
  id,
  title: Trilingual,
  duplicate_of: linkTo('activity').optional(),
  canonical: z.boolean().optional(),
  tasks: z.array(Task).min(1),
  responsible: z.array(Responsible),
  indicators: z.array(StrategyIndicator),
  ...editorial
})
export type Activity = z.infer<typeof Activity>

const columns = z.array(text)
const Table = z.strictObject({
  id,
  title: Trilingual,
  columns: z.strictObject({ sr: columns, en: columns, sq: columns }).optional(),
  activities: z.array(Activity).min(1)
})
export type Table = z.infer<typeof Table>

export const Strategy = z.strictObject({
  schema: z.literal('fener-strategy/1'),
  id,
  meta: z.strictObject({
    title: Trilingual,
    issuer: Trilingual,
    protocol_number_as_printed: text.optional(),
    protocol_year: z.int().optional(),
    protocol_note: text.optional(),
    date: day,
    month_on_cover: Trilingual.optional(),
    place: Trilingual,
    signatory: z.strictObject({ name: text, office: Trilingual }),
    source_language: z.enum(['sr-Latn', 'sr-Cyrl', 'sq', 'en']),
    /** Null: the source does not say how long it is valid. */
    validity_period: z.strictObject({ from: day, to: day }).nullable()
  }),
  introduction: z.array(Paragraph),
  goals: z.array(Goal).min(1),
  problem_statement: z.strictObject({
    intro: Paragraph,
    route_countries: z.array(
      z.strictObject({ ...item, code: z.string().regex(/^[A-Z]{2}$/), name: Trilingual })
    ),
    paragraphs: z.array(Paragraph)
  }),
  legal_framework: z.strictObject({ intro: Trilingual, items: z.array(Law), also_referred_to: z.array(Law) }),
  institutions: z.strictObject({ intro: Trilingual, items: z.array(Institution).min(1) }),
  situation_analysis: z.strictObject({ intro: Paragraph, gaps: z.array(Paragraph) }),
  trafficking_forms: z.array(z.strictObject({ ...item, listed: z.enum(['analysis', 'problem_statement']) })),
  related_phenomena: z.array(Paragraph),
  recommendations_intro: Paragraph,
  recommendations: z.array(Titled),
  action_plan: z.strictObject({
    title: Trilingual,
    subtitle: Trilingual,
    intro: Paragraph,
    points: z.array(ActionPoint)
  }),
  results_framework: z.array(Table).min(1),
  target_groups: z.array(
    z.strictObject({
      ...item,
      use: z.enum(['training', 'fieldwork', 'awareness', 'engagement', 'funding', 'protection']),
      where
    })
  ),
  vulnerable_categories: z.array(z.strictObject({ ...item, where })),
  /** For the people who keep this file; shown to staff in English only. */
  missing_in_source: z.array(z.strictObject({ id, en: text })),
  editor_notes: z.array(z.strictObject({ id, where, en: text }))
})
export type Strategy = z.infer<typeof Strategy>
