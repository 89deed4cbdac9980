import { sql } from 'kysely'
import { z } from 'zod'
import { work, type Write } from '#access/work.server.ts'
import { isStaff, type Actor, type StaffActor } from '#kernel/actor.ts'
import { dayIn } from '#kernel/day.ts'
import { notFound, problem, type ProblemCode } from '#kernel/problem.ts'
import { loadNextStrategy, type Fault } from '../load-strategy.ts'
import { planVerbs } from '../verbs.ts'
import { apply, diff } from './diff.ts'
import { changesOf, ProposalEdit } from './edit.ts'
import { onto, refuseProposalFact, settled, wantedText, type ProposalFact } from './proposal.ts'
import {
  addProposalFact,
  faultsOf,
  getProposal,
  lockProposals,
  proposalFactsOf,
  textsOf,
  usedIds
} from './stored.server.ts'

const line = z.string().trim().min(1).max(200)
const words = z.string().trim().min(1).max(2000)
export const BeginProposal = z.strictObject({
  id: z.uuid(),
  title: line,
  reason: words,
  /** A whole text as a file; null: item by item. */
  file: z
    .string()
    .max(3 * 1024 * 1024)
    .nullable()
})
export type BeginProposal = z.infer<typeof BeginProposal>

/** Begins a proposal on the version in force. A faulty file is answered with its faults, and nothing is begun. */
export const beginProposal = (actor: Actor, input: BeginProposal, timezone: string) =>
  work(actor, planVerbs[input.file === null ? 'plan.propose' : 'plan.bring-in'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    const texts = await textsOf(db, actor.network)
    const [newest] = texts
    await lockProposals(db, actor.network)
    const { id, title, reason, file } = input
    const subject = `plan.proposal_facts/${id}`
    const brought =
      file === null
        ? undefined
        : loadNextStrategy(
            file,
            texts.map(t => t.document)
          )
    if (brought && !brought.ok)
      return {
        subject,
        detail: { base: newest.version, faults: brought.faults.length },
        reply: { faults: brought.faults }
      }
    // asked again after an answer that was lost
    if ((await proposalFactsOf(db, actor.network, id)).length > 0)
      return { subject, detail: { base: newest.version, faults: 0 }, reply: { faults: [] as Fault[] } }
    const fact: ProposalFact = {
      kind: 'begun',
      on: dayIn(now, timezone),
      by: actor.account,
      title,
      reason,
      base: newest.version,
      changes: brought ? diff(newest.document, brought.strategy) : [],
      ...(brought && { file: true })
    }
    await addProposalFact(db, actor.network, id, fact, now)
    return { subject, detail: { base: newest.version, faults: 0 }, reply: { faults: [] as Fault[] } }
  })

/**
 * One item said otherwise, added, removed or moved. Throws `proposal.changed-meanwhile` when somebody wrote there since this person looked,
 * `proposal.faulty-field` with the field.
 */
export const editProposal = (actor: Actor, id: string, edit: ProposalEdit, timezone: string) =>
  work(actor, planVerbs['plan.propose'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    await lockProposals(db, actor.network)
    const texts = await textsOf(db, actor.network)
    const { proposal, base } = await getProposal(db, actor.network, id, texts)
    const text = wantedText(base, proposal)
    const made = changesOf(text, edit, usedIds([...texts.map(t => t.document), text]), base)
    if ('refused' in made)
      throw problem(
        made.refused,
        made.refused === 'proposal.changed-meanwhile' ? 409 : 422,
        made.field ? { field: made.field } : {}
      )
    const done = { subject: `plan.proposal_facts/${id}`, detail: { do: edit.do }, reply: null }
    const fact: ProposalFact = {
      kind: 'edited',
      on: dayIn(now, timezone),
      by: actor.account,
      changes: made.changes
    }
    const refused = refuseProposalFact(proposal, fact)
    if (refused) throw problem(refused, 422)
    if (apply(text, made.changes).conflicts.length > 0) throw problem('proposal.changed-meanwhile', 409)
    if (made.changes.length > 0) await addProposalFact(db, actor.network, id, fact, now)
    return done
  })

const decision = { metOn: z.iso.date(), place: line, decision: line }
/** `seen`: how many facts the person saw, `version`: on which text. What came since is looked at first. */
export const AdvanceProposal = z.intersection(
  z.object({ seen: z.int(), version: z.int() }),
  z.discriminatedUnion('step', [
    z.object({ step: z.literal('settle'), keep: z.array(z.string().max(200)).max(500) }),
    z.object({ step: z.literal('send') }),
    z.object({ step: z.literal('return'), reason: words }),
    z.object({ step: z.literal('withdraw') }),
    z.object({ step: z.literal('adopt'), ...decision }),
    z.object({ step: z.literal('reject'), reason: words, ...decision })
  ])
)
export type AdvanceProposal = z.infer<typeof AdvanceProposal>

const verbOf = {
  settle: 'plan.propose',
  send: 'plan.propose',
  withdraw: 'plan.propose',
  return: 'plan.decide',
  adopt: 'plan.decide',
  reject: 'plan.decide'
} as const satisfies Record<AdvanceProposal['step'], keyof typeof planVerbs>

export const advanceProposal = (actor: Actor, id: string, input: AdvanceProposal, timezone: string) =>
  work(actor, planVerbs[verbOf[input.step]], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    await lockProposals(db, actor.network)
    const texts = await textsOf(db, actor.network)
    const [newest] = texts
    const { facts, proposal, base } = await getProposal(db, actor.network, id, texts)
    if (facts.length !== input.seen || newest.version !== input.version)
      throw problem('proposal.changed-meanwhile', 409)
    const standing = onto(base, proposal, newest.document)
    const by = { on: dayIn(now, timezone), by: actor.account }
    const fact = factOf(input, by, newest.version, () =>
      settled(newest.document, standing, new Set(input.step === 'settle' ? input.keep : []))
    )
    const refused = refuseProposalFact(proposal, fact)
    if (refused) throw problem(refused as ProblemCode, 422)
    if (input.step === 'send' || input.step === 'adopt') {
      if (standing.conflicts.length > 0) throw problem('proposal.conflicts', 409)
      if (standing.changes.length === 0) throw problem('proposal.changes-nothing', 422)
      if (faultsOf(standing.text, texts).length > 0) throw problem('proposal.faulty-text', 422)
    }
    await addProposalFact(db, actor.network, id, fact, now)
    if (fact.kind === 'adopted')
      await putInForce(db, actor, { id, version: fact.version, text: standing.text, from: fact.metOn }, now)
    return { subject: `plan.proposal_facts/${id}`, detail: { kind: fact.kind }, reply: null }
  })

const factOf = (
  input: AdvanceProposal,
  by: { on: string; by: string },
  version: number,
  settledChanges: () => ReturnType<typeof settled>
): ProposalFact => {
  switch (input.step) {
    case 'settle':
      return { ...by, kind: 'rebased', base: version, changes: settledChanges() }
    case 'send':
      return { ...by, kind: 'sent' }
    case 'return':
      return { ...by, kind: 'returned', reason: input.reason }
    case 'withdraw':
      return { ...by, kind: 'withdrawn' }
    case 'adopt':
    case 'reject': {
      const { metOn, place, decision } = input
      const met = { ...by, metOn, place, decision }
      return input.step === 'adopt'
        ? { ...met, kind: 'adopted', version: version + 1 }
        : { ...met, kind: 'rejected', reason: input.reason }
    }
    default:
      return input satisfies never
  }
}

const putInForce = (
  db: Write,
  { network, account }: StaffActor,
  { id, version, text, from }: { id: string; version: number; text: object; from: string },
  now: Date
) =>
  db.run(sql`
    insert into plan.strategies (network_id, id, version, document, loaded_at, loaded_by, proposal_id, in_force_from)
    values (${network}, ${crypto.randomUUID()}, ${version}, ${JSON.stringify(text)}::jsonb, ${now}, ${account}, ${id}, ${from})`)
