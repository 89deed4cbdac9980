// What becomes of a file: read here, row by row; then opened one after the other. Whatever broke can be pressed again: a row's ids follow
// from its words, so that what is there already is met and not doubled.
import { idFromWords, newCircle, sealInto } from '#access/keyring.svelte.ts'
import { asProblem, Problem } from '#kernel/problem.ts'
import { ask } from '#ui/ask.ts'
import type { Matches, MatchingKeys } from '../ask-matches.server.ts'
import type { CaseManager } from '../open-case.server.ts'
import type { Fault, Imported, Reading } from '../out/from-row.ts'
import type { ImportChecked } from '../out/import-case.server.ts'
import { contentOf, readSheet } from '../out/read-sheet.ts'
import { tokensOf } from './match-tokens.ts'

export type Line = {
  readonly row: number
  readonly faults: readonly Fault[]
  readonly read: Imported
  take: boolean
  /** The case's code word, once it is open. */
  code: string | undefined
  /** It was open before this press. */
  there: boolean
  own: readonly string[]
  met: readonly string[] | undefined
  problem: Problem | undefined
}

export const importing = (matching: () => MatchingKeys | null) => {
  const state = $state<{
    lines: Line[]
    unknown: readonly string[]
    busy: '' | 'reading' | 'opening'
    number: number
    of: number
  }>({
    lines: [],
    unknown: [],
    busy: '',
    number: 0,
    of: 0
  })
  const ids = ({ read }: Line) => {
    const words = contentOf(read)
    return {
      case: idFromWords(`import case ${words}`),
      person: idFromWords(`import person ${words}`),
      fact: idFromWords(`import fact ${words}`)
    }
  }
  const tokens = async ({ read }: Line) => {
    const keys = matching()
    return keys ? tokensOf(keys, read.identity) : []
  }

  /** Throws what is wrong with the file as a whole. */
  const read = async (file: File, reading: Reading) => {
    state.busy = 'reading'
    state.lines = []
    try {
      const sheet = await readSheet(new Uint8Array(await file.arrayBuffer()), reading)
      if (!sheet.ok) throw sheet.problem
      const lines = sheet.rows.map((row): Line => ({
        ...row,
        take: !row.faults.length,
        code: undefined,
        there: false,
        own: [],
        met: undefined,
        problem: undefined
      }))
      const good = lines.filter(line => !line.faults.length)
      if (good.length) {
        const rows = []
        for (const line of good)
          rows.push({ row: line.row, case: ids(line).case, tokens: await tokens(line) })
        const checked = await ask<ImportChecked>('/desk/cases/import/check', { rows })
        for (const { row, there, own } of checked.rows) {
          const line = good.find(each => each.row === row)!
          if (there) Object.assign(line, { code: there, there: true, take: false })
          // who may be here already is looked at before a second case is made of them
          else if (own.length) Object.assign(line, { own, take: false })
        }
      }
      state.lines = lines
      state.unknown = sheet.unknown
    } finally {
      state.busy = ''
    }
  }

  /** One question of the measure that each account has for an hour and a day. */
  const askOthers = async (line: Line) => {
    line.problem = undefined
    try {
      const made = await tokens(line)
      if (!made.length) throw new Problem('match.too-little', 400)
      const { organisations } = await ask<Matches>('/desk/cases/new/ask', { tokens: made })
      line.met = organisations
      if (organisations.length) line.take = false
    } catch (error) {
      line.problem = asProblem(error)
    }
  }

  /** One by one. Stops where the line breaks; a row that is refused stays with its sentence, and the others go on. */
  const open = async (team: readonly CaseManager[]): Promise<'done' | 'stopped'> => {
    const wanted = state.lines.filter(line => line.take && !line.code)
    state.busy = 'opening'
    state.of = wanted.length
    try {
      for (const [at, line] of wanted.entries()) {
        state.number = at + 1
        line.problem = undefined
        try {
          const { code, already } = await openOne(line, team)
          Object.assign(line, { code, there: already })
        } catch (error) {
          const problem = asProblem(error)
          // the server was not reached, or the session is over: the next rows would fare no better
          if (problem.status === 503 || problem.status === 401) {
            state.number = at
            return 'stopped'
          }
          line.problem = problem
        }
      }
      return 'done'
    } finally {
      state.busy = ''
    }
  }

  const openOne = async (line: Line, team: readonly CaseManager[]) => {
    const { case: id, person, fact } = ids(line)
    const circle = await newCircle([...team])
    const { identity, coded, under18 } = line.read
    const named = Object.keys(identity).length > 0
    const place = {
      kind: 'identity',
      table: 'cases.sealed_records',
      row: person,
      circle: circle.id,
      epoch: 1,
      purpose: 'identity',
      rev: 1
    }
    const made = await tokens(line)
    return ask<{ code: string; already: boolean }>('/desk/cases/import/open', {
      case: id,
      circle,
      person,
      fact,
      under18,
      coded,
      ...(named && { identity: await sealInto(identity, place, [circle.recipient]) }),
      ...(named && made.length && { tokens: made })
    })
  }

  const forget = () => {
    state.lines = []
    state.unknown = []
  }
  return { state, read, askOthers, open, forget }
}
