import { sql } from 'kysely'
import { browse } from '#access/work.server.ts'
import { may } from '#access/verbs.ts'
import { isStaff, type Actor } from '#kernel/actor.ts'
import { dayIn } from '#kernel/day.ts'
import { notFound } from '#kernel/problem.ts'
import { ownersOf } from '../owners.server.ts'
import { planVerbs } from '../verbs.ts'
import { diff } from './diff.ts'
import { itemAt } from './items.ts'
import { foldProposal, nameOf, onto, wantedText, type ProposalFact } from './proposal.ts'
import { faultsOf, getProposal, textsOf, type Text } from './stored.server.ts'

const rightsOf = (actor: Actor) => ({
  mayPropose: may(actor, planVerbs['plan.propose']),
  mayBringIn: may(actor, planVerbs['plan.bring-in']),
  mayDecide: may(actor, planVerbs['plan.decide'])
})

const headOf = ({ version, inForceFrom, loadedAt, proposal, document }: Text) => ({
  version,
  inForceFrom,
  loadedOn: loadedAt.toISOString().slice(0, 10),
  proposal,
  title: document.meta.title,
  date: document.meta.date
})

/** Every version, and every proposal with its state; the newest first. */
export const listVersions = (actor: Actor) =>
  browse(actor, planVerbs['plan.read'], async ({ db }) => {
    if (!isStaff(actor)) throw notFound()
    const texts = await textsOf(db, actor.network)
    type Row = { id: string; facts: ProposalFact[] }
    const rows = await db.rows(sql<Row>`
      select proposal_id as id,
        jsonb_agg(detail - 'changes' || jsonb_build_object('kind', kind, 'on', happened_on::text, 'by', account_id, 'changes', '[]'::jsonb)
                  order by no) as facts
      from plan.proposal_facts where network_id = ${actor.network} group by proposal_id order by max(no) desc`)
    const { people } = await ownersOf(db, actor.network)
    return {
      ...rightsOf(actor),
      versions: texts.map((text, i) => {
        const before = texts[i + 1]
        return { ...headOf(text), changes: before ? diff(before.document, text.document).length : null }
      }),
      proposals: rows.map(({ id, facts }) => {
        const { title, status, base, decided } = foldProposal(facts)
        const begun = facts[0]!
        const by = people.find(p => p.id === begun.by)?.name ?? ''
        return { id, title, status, base, on: begun.on, by, decidedOn: decided?.metOn ?? null }
      })
    }
  })

/** One version as it was adopted, and what it changed. */
export const readVersion = (actor: Actor, version: number | 'newest') =>
  browse(actor, planVerbs['plan.read'], async ({ db }) => {
    if (!isStaff(actor)) throw notFound()
    const texts = await textsOf(db, actor.network)
    const at = version === 'newest' ? 0 : texts.findIndex(t => t.version === version)
    const text = texts[at]
    if (!text) throw notFound()
    const before = texts[at + 1]
    const proposed = text.proposal ? await getProposal(db, actor.network, text.proposal, texts) : undefined
    return {
      ...headOf(text),
      newest: at === 0,
      document: text.document,
      before: before?.document ?? null,
      changes: before ? diff(before.document, text.document) : [],
      reason: proposed?.proposal.reason ?? null,
      decided: proposed?.proposal.decided ?? null
    }
  })

/** A proposal as it reads on the version in force: what it changes, where it conflicts, what is wrong with it. */
export const readProposal = (actor: Actor, id: string, timezone: string) =>
  browse(actor, planVerbs['plan.read'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    const texts = await textsOf(db, actor.network)
    const [newest] = texts
    const { facts, proposal, base } = await getProposal(db, actor.network, id, texts)
    const { people } = await ownersOf(db, actor.network)
    const { writers, steps: _, ...shown } = proposal
    const open = proposal.status === 'draft' || proposal.status === 'waiting'
    const wanted = wantedText(base, proposal)
    // a decided one is shown as it was decided, whatever was adopted since
    const standing = open
      ? onto(base, proposal, newest.document)
      : { text: wanted, changes: diff(base, wanted), conflicts: [] }
    return {
      ...rightsOf(actor),
      id,
      today: dayIn(now, timezone),
      ...shown,
      seen: facts.length,
      version: newest.version,
      wrote: writers.has(actor.account),
      before: open ? newest.document : base,
      text: standing.text,
      changes: standing.changes,
      conflicts: standing.conflicts.map(c => ({ ...c, name: nameOf(c.change) })),
      faults: open
        ? faultsOf(standing.text, texts).map(f => ({ ...f, ...itemAt(standing.text, f.path) }))
        : [],
      history: facts.map(f => ({
        kind: f.kind,
        on: f.on,
        by: people.find(p => p.id === f.by)?.name ?? '',
        reason: f.kind === 'returned' ? f.reason : null
      }))
    }
  })
