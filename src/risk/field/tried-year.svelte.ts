// The answers of a year, opened one after the other in the memory of this page: their signs alone are held, and nothing is kept.
import { openFrom } from '#access/keyring.svelte.ts'
import type { CircleKeys } from '#access/circles.server.ts'
import { asProblem, type Problem } from '#kernel/problem.ts'
import { ask } from '#ui/ask.ts'
import { leavesIn } from '../forms/leaves-in.ts'
import { answersBySign, type SignTie } from '../forms/sign-ties.ts'
import { readXml } from '../forms/xml.ts'
import type { RiskCategory, SignAnswer } from '../matrix.ts'
import type { PartOfYear, SealedLine } from './answers-of-a-year.server.ts'
import { answersPlace, type Answers } from './submission.ts'

export type OpenedLine = Pick<SealedLine, 'id' | 'filledOn' | 'settlement'> & {
  answers: Record<string, SignAnswer>
}

/** Long work lets the page breathe: what is pressed is answered within two frames. */
const breathe = () => new Promise(resolve => setTimeout(resolve))
const longest = 30

const openLine = async (
  { id, circle, epoch, sealed, filledOn, settlement }: SealedLine,
  keys: CircleKeys,
  ties: readonly SignTie[]
): Promise<OpenedLine> => {
  const { kind, ctx } = answersPlace({ network: '', id, circle, epoch })
  const place = { kind, table: ctx.table, row: id, circle, epoch, purpose: ctx.purpose, rev: 1 }
  const opened = await openFrom<Answers>(keys, sealed, place, 'allowed')
  const read = readXml(opened.value.xml)
  if (!read.ok) throw new Error('answers')
  return { id, filledOn, settlement, answers: answersBySign(ties, leavesIn(read.root)) }
}

export const newTriedYear = (category: () => RiskCategory) => {
  let lines = $state.raw<OpenedLine[]>([])
  let stage = $state<'before' | 'opening' | 'opened'>('before')
  let all = $state(0)
  let unread = $state(0)
  let problem = $state<Problem>()
  let run = 0

  const forget = () => {
    run++
    lines = []
    all = unread = 0
    stage = 'before'
    problem = undefined
  }
  /** Whoever stops, leaves or locks in between: what comes of an earlier run is thrown away. */
  const begin = async () => {
    forget()
    const mine = run
    stage = 'opening'
    try {
      let after: { on: string; id: string } | null = null
      for (let more = true; more;) {
        const part: PartOfYear = await ask(`/desk/risk/matrices/${category()}/year`, { after })
        if (mine !== run) return
        all = part.all
        const opened: OpenedLine[] = []
        let since = performance.now()
        for (const line of part.lines) {
          const one = await openLine(line, part.keys, part.ties[line.form] ?? []).catch(() => undefined)
          if (mine !== run) return
          if (one) opened.push(one)
          else unread++
          if (performance.now() - since < longest) continue
          await breathe()
          since = performance.now()
        }
        lines = [...lines, ...opened]
        const last = part.lines.at(-1)
        after = last ? { on: last.filledOn, id: last.id } : after
        more = part.more
      }
      stage = 'opened'
    } catch (error) {
      if (mine !== run) return
      forget()
      problem = asProblem(error)
    }
  }
  return {
    get lines() {
      return lines
    },
    get stage() {
      return stage
    },
    get all() {
      return all
    },
    get unread() {
      return unread
    },
    get problem() {
      return problem
    },
    begin,
    forget
  }
}
