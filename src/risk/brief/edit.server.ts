// Beginning a month's brief, and writing it: one paragraph in one language at a time, nobody over another's words.
import { sql } from 'kysely'
import { z } from 'zod'
import { checkEpoch } from '#access/circles.server.ts'
import { look, work } from '#access/work.server.ts'
import { warningCircle } from '#access/warning-circle.server.ts'
import { isInCircle, isStaff, type Actor } from '#kernel/actor.ts'
import { addPeriod } from '#cases/index.ts'
import { keptFor } from '#cases/index.server.ts'
import { dayIn } from '#kernel/day.ts'
import { languages } from '#kernel/locale.ts'
import { notFound, problem, type ProblemCode } from '#kernel/problem.ts'
import { sealedBytes } from '#kernel/wire.ts'
import type { Settlement } from '#kernel/network-profile.ts'
import { briefRecipients, briefWays, firstDay, isMonth, refuseBriefFact, type BriefFact } from './brief.ts'
import { draftBrief } from './draft.ts'
import { findInMonth, type Looking } from './found.server.ts'
import { sentences, toldInCircle } from './sentences.server.ts'
import { addBriefFact, findBrief, loadBrief, lockBriefs } from './store.server.ts'
import { briefVerbs } from './verbs.ts'

export const BeginBrief = z
  .strictObject({
    month: z.string().refine(isMonth),
    way: z.enum(briefWays),
    recipients: z.array(z.enum(briefRecipients)).min(1).max(briefRecipients.length)
  })
  .refine(b => b.way === 'published' || b.recipients.join() === 'network', { path: ['recipients'] })
export type BeginBrief = z.infer<typeof BeginBrief>

/** Throws `brief.not-yet` for a month that has not begun, `brief.there-already`, and not-found for a sealed one by whoever is not in the circle. */
export const beginBrief = async (
  actor: Actor,
  input: BeginBrief,
  { settlements, ...looking }: Looking & { settlements: readonly Settlement[] }
) => {
  if (!isStaff(actor)) throw notFound()
  const { network, account } = actor
  const { month, way, recipients } = input
  const { timezone } = looking
  const found = await findInMonth(actor, month, looking)
  return work(actor, briefVerbs['brief.begin'], async ({ db, now }) => {
    const on = dayIn(now, timezone)
    if (month > on.slice(0, 7)) throw problem('brief.not-yet', 400)
    await lockBriefs(db, network)
    const sealed = way === 'sealed' ? await warningCircle(db) : undefined
    if (sealed && !isInCircle(actor, sealed.circle)) throw notFound()
    const circle = sealed?.circle ?? null
    const eraseOn = sealed ? addPeriod(on, (await keptFor(db, network, 'keep-sealed-brief'))(on)) : null
    const made = await db.run(sql`
      insert into risk.briefs (network_id, month, way, circle_id, recipients, erase_on)
      values (${network}, ${firstDay(month)}, ${way}, ${circle}, ${briefRecipients.filter(r => recipients.includes(r))}::text[], ${eraseOn})
      on conflict (network_id, month) do nothing`)
    if (!made || (await findBrief(db, network, month))?.way !== way) throw problem('brief.there-already', 409)
    const rises = sealed ? await toldInCircle(db, network, month, found.rises) : []
    const sections = draftBrief({ month, way, recipients, rises: sentences(rises, settlements) })
    const fact: BriefFact = {
      kind: 'report-drafted',
      on,
      by: account,
      year: Number(month.slice(0, 4)),
      sections,
      found: found.values
    }
    await addBriefFact(db, network, { month, circle }, fact, now)
    return { subject: `risk.briefs/${month}`, circle, detail: { way, recipients }, reply: null }
  })
}

const place = {
  section: z.string().max(80),
  block: z.string().max(80),
  language: z.enum(languages)
}
export const EditBrief = z.union([
  z.strictObject({ ...place, before: z.string().max(20_000), text: z.string().max(20_000) }),
  z.strictObject({
    ...place,
    fact: z.uuid(),
    /** How many facts stood on the screen. */
    seen: z.int().positive(),
    /** `{text}`: table 'risk.brief_facts', row `fact`, purpose 'brief', rev 1, to the early-warning circle. */
    words: z.strictObject({ epoch: z.int().positive(), sealed: sealedBytes })
  })
])
export type EditBrief = z.infer<typeof EditBrief>

/**
 * One paragraph in one language. Throws `common.changed-by-other` when somebody saved the same one meanwhile; of a public brief also
 * `report.unknown-chip` and its like: of a sealed one only a browser can see that.
 */
export const editBrief = (actor: Actor, month: string, input: EditBrief, timezone: string) =>
  work(actor, briefVerbs['brief.edit'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    const { network, account } = actor
    await lockBriefs(db, network)
    const brief = await loadBrief(db, network, month, timezone)
    const { section, block, language } = input
    const sealed = 'words' in input ? input : undefined
    if ((brief.way === 'sealed') !== (sealed !== undefined)) throw problem('input.malformed', 400)
    if (sealed) {
      checkEpoch(sealed.words.epoch, (await warningCircle(db)).epoch)
      const since = brief.facts.slice(sealed.seen)
      if (since.some(f => f.kind === 'section-edited' && f.block === block && f.language === language))
        throw problem('common.changed-by-other', 409)
    } else if ('before' in input) {
      const found = brief.report.sections.find(s => s.id === section)?.blocks.find(b => b.id === block)
      if (found?.kind === 'words' && found.text[language] !== input.before)
        throw problem('common.changed-by-other', 409)
    }
    const text = 'text' in input ? input.text : input.fact
    const fact: BriefFact = {
      kind: 'section-edited',
      on: dayIn(now, timezone),
      by: account,
      section,
      block,
      language,
      text
    }
    const refused = refuseBriefFact(brief.facts, fact, brief.values)
    if (refused) throw problem(refused as ProblemCode, 422)
    await addBriefFact(db, network, brief, fact, now, sealed && { row: sealed.fact, ...sealed.words })
    return {
      subject: `risk.briefs/${month}`,
      circle: brief.circle,
      detail: { section, block, language },
      reply: null
    }
  })

export const listBriefs = (actor: Actor, timezone: string) =>
  look(actor, briefVerbs['brief.read'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    const reply = await db.rows(sql<{ month: string; way: string; last: string }>`
      select to_char(b.month, 'YYYY-MM') as month, b.way, f.kind as last from risk.briefs b
      left join lateral (select kind from risk.brief_facts f where f.network_id = b.network_id and f.month = b.month order by f.no desc limit 1) f on true
      where b.network_id = ${actor.network} order by b.month desc`)
    const own = await db.row(sql<{ circle: string }>`select circle from access.warning_circle()`)
    return {
      subject: 'risk.briefs/all',
      reply: {
        briefs: reply,
        today: dayIn(now, timezone),
        maySeal: own !== undefined && (actor.circles as readonly string[]).includes(own.circle)
      }
    }
  })
