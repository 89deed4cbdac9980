import { sql } from 'kysely'
import type { Read, Write } from '#access/work.server.ts'
import { isUuid, type NetworkId } from '#kernel/id.ts'
import { notFound } from '#kernel/problem.ts'
import { loadNextStrategy, type Fault } from '../load-strategy.ts'
import type { Strategy } from '../strategy.ts'
import { itemsOf } from './items.ts'
import { foldProposal, type Proposal, type ProposalFact } from './proposal.ts'
import { strategyYaml } from './strategy-yaml.ts'

export type Text = {
  version: number
  document: Strategy
  inForceFrom: string | null
  loadedAt: Date
  proposal: string | null
}

/** Every text the network ever adopted, the newest first. */
export const textsOf = async (db: Read, network: NetworkId): Promise<[Text, ...Text[]]> => {
  const texts = await db.rows(sql<Text>`
    select version, document, in_force_from::text as "inForceFrom", loaded_at as "loadedAt", proposal_id as proposal
    from plan.strategies where network_id = ${network} order by version desc`)
  const [newest, ...earlier] = texts
  if (!newest) throw notFound()
  return [newest, ...earlier]
}

export const proposalFactsOf = async (db: Read, network: NetworkId, id: string): Promise<ProposalFact[]> => {
  const rows = await db.rows(sql<{ kind: string; on: string; by: string; detail: object }>`
    select kind, happened_on::text as on, account_id as by, detail from plan.proposal_facts
    where network_id = ${network} and proposal_id = ${id} order by no`)
  return rows.map(({ detail, ...fact }) => ({ ...fact, ...detail }) as ProposalFact)
}

/** Two who write or decide at once take turns: the second is judged by what the first did. */
export const lockProposals = (db: Write, network: NetworkId) =>
  db.rows(sql`select pg_advisory_xact_lock(hashtextextended(${`plan-versions ${network}`}, 0))`)

export const getProposal = async (
  db: Read,
  network: NetworkId,
  id: string,
  texts: readonly Text[]
): Promise<{ facts: ProposalFact[]; proposal: Proposal; base: Strategy }> => {
  const facts = isUuid(id) ? await proposalFactsOf(db, network, id) : []
  if (facts.length === 0) throw notFound()
  const proposal = foldProposal(facts)
  return { facts, proposal, base: texts.find(t => t.version === proposal.base)!.document }
}

export const addProposalFact = async (
  db: Write,
  network: NetworkId,
  proposal: string,
  { kind, on, by, ...detail }: ProposalFact,
  now: Date
) => {
  await db.run(sql`
    insert into plan.proposal_facts (network_id, id, proposal_id, kind, happened_on, at, account_id, detail)
    values (${network}, ${crypto.randomUUID()}, ${proposal}, ${kind}, ${on}, ${now}, ${by}, ${JSON.stringify(detail)}::jsonb)`)
}

/** What a text may not be adopted with; the file's own rules, and ids that stay what they were. */
export const faultsOf = (text: Strategy, texts: readonly Text[]): Fault[] => {
  const loaded = loadNextStrategy(
    strategyYaml(text),
    texts.map(t => t.document)
  )
  return loaded.ok ? [] : loaded.faults
}

/** Ids that some text used: never given to another thing. */
export const usedIds = (texts: readonly Strategy[]): Set<string> =>
  new Set(texts.flatMap(text => itemsOf(text).map(item => item.id)))
