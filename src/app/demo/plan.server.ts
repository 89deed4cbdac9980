// The plan in the made-up year: who took which task, what is late and why, one task of our own, one change of the text decided and one open.
import { dayIn } from '#kernel/day.ts'
import { addDays } from '#kernel/period.ts'
import { setClock } from '#platform/clock.server.ts'
import { addOwnTask } from '#plan/add-task.server.ts'
import { recordTask, type RecordTask } from '#plan/record-task.server.ts'
import { readProposal } from '#plan/versions/read-versions.server.ts'
import {
  advanceProposal,
  beginProposal,
  editProposal,
  type AdvanceProposal
} from '#plan/versions/write-proposal.server.ts'
import type { DemoPerson } from './cases.server.ts'

const day = 86_400_000

export const workOnPlan = async (people: readonly DemoPerson[], timezone: string) => {
  const jelena = people.find(p => p.role === 'coordinator')!
  const monitor = people.find(p => p.role === 'monitoring-officer')!
  const today = dayIn(new Date(), timezone)
  const ago = (days: number) => setClock(() => new Date(Date.now() - days * day))
  const step = (task: string, input: RecordTask) => recordTask(jelena.actor, task, input, timezone)
  const own = (task: string, name: string) => {
    const person = people.find(p => p.name.startsWith(name))!
    return step(task, {
      kind: 'owner-named',
      organisation: person.actor.organisation,
      person: person.actor.account
    })
  }
  const due = (task: string, days: number) =>
    step(task, { kind: 'deadline-set', deadline: addDays(today, days) })
  const done = async (task: string, evidence: string, address?: string) => {
    await step(task, { kind: 'evidence-added', evidence, ...(address && { address }) })
    await step(task, { kind: 'task-done' })
  }

  ago(300)
  for (const [task, name, days] of [
    ['a1-z1', 'Jelena', -150],
    ['a1-z2', 'Ana', 60],
    ['a2-z1', 'Vesna', -40],
    ['b1-z1', 'Mirjana', 10],
    ['b1-z2', 'Jelena', 120],
    ['b3-z1', 'Mirjana', -12],
    ['c1-z1', 'Jelena', -200],
    ['c1-z2', 'Ana', 30]
  ] as const) {
    await own(task, name)
    await due(task, days)
  }
  for (const [task, euros, line] of [
    ['b1-z1', 3200, '640, obuke'],
    ['c1-z2', 1800, '613, štampa']
  ] as const)
    await step(task, { kind: 'budget-set', cents: euros * 100, line })
  await step('c1-z2', { kind: 'dependency-added', task: 'c1-z1' })
  await step('a1-z2', { kind: 'dependency-added', task: 'a1-z1' })
  ago(210)
  await done('c1-z1', 'Zapisnik prvog sastanka radne grupe')
  ago(140)
  await done('a1-z1', 'Potpisan sporazum', 'https://primer.example/sporazum')
  ago(90)
  await step('c1-z2', { kind: 'progress-recorded', words: 'Tri od pet matrica su usvojene.', share: 60 })
  await step('b1-z1', { kind: 'progress-recorded', words: 'Održane dve obuke od četiri.', share: 50 })
  await step('b1-z1', { kind: 'evidence-added', evidence: 'Spiskovi učesnika, mart i april' })
  ago(20)
  await step('a2-z1', {
    kind: 'late-because',
    words: {
      sr: 'čeka se sporazum sa Ministarstvom',
      sq: 'pritet marrëveshja me Ministrinë',
      en: 'the agreement with the Ministry is awaited'
    }
  })
  ago(15)
  const { id } = await addOwnTask(
    jelena.actor,
    {
      activity: 'b3',
      words: {
        sr: 'Odštampati kartice sa brojem za prijavu na arapskom i paštunskom',
        sq: 'Të shtypen kartela me numrin e raportimit në arabisht dhe pashto',
        en: 'Print cards with the reporting number in Arabic and Pashto'
      },
      from: { kind: 'meeting' }
    },
    timezone
  )
  await due(id, 45)

  const change = async (title: string, reason: string, edits: Parameters<typeof editProposal>[2][]) => {
    const proposal = crypto.randomUUID()
    await beginProposal(monitor.actor, { id: proposal, title, reason, file: null }, timezone)
    for (const edit of edits) await editProposal(monitor.actor, proposal, edit, timezone)
    await advance(monitor, proposal, { step: 'send' })
    return proposal
  }
  type Step = AdvanceProposal extends infer T
    ? T extends { step: string }
      ? Omit<T, 'seen' | 'version'>
      : never
    : never
  const advance = async (by: DemoPerson, proposal: string, input: Step) => {
    const { seen, version } = await readProposal(by.actor, proposal, timezone)
    await advanceProposal(by.actor, proposal, { ...input, seen, version } as AdvanceProposal, timezone)
  }
  ago(80)
  const first = await change(
    'Novi zadatak: mreža prevodilaca',
    'Na sastanku u martu pokazalo se da nema kome da se prevodi.',
    [
      {
        do: 'add',
        parent: 'b3',
        slot: 'tasks',
        next: 'b3-z1',
        fields: [
          { field: 'no', after: null },
          { field: 'sr', after: 'Uspostaviti mrežu prevodilaca za jezike migranata' },
          { field: 'sq', after: 'Të krijohet rrjeti i përkthyesve për gjuhët e migrantëve' },
          { field: 'en', after: 'Set up a network of interpreters for the languages of migrants' }
        ]
      }
    ]
  )
  await advance(jelena, first, {
    step: 'adopt',
    metOn: addDays(today, -81),
    place: 'Ranilug',
    decision: '14/02'
  })
  ago(4)
  await change('Saradnja sa bolnicama', 'Dom zdravlja je predložio da se bolnice izričito navedu.', [
    {
      do: 'add',
      parent: '@',
      slot: 'recommendations',
      next: 'prep-13',
      fields: [
        { field: 'title.sr', after: 'Saradnja sa bolnicama' },
        { field: 'title.sq', after: 'Bashkëpunimi me spitalet' },
        { field: 'title.en', after: 'Working with hospitals' },
        { field: 'sr', after: 'Uključiti bolnice u prepoznavanje žrtava.' },
        { field: 'sq', after: 'Të përfshihen spitalet në njohjen e viktimave.' },
        { field: 'en', after: 'Include hospitals in recognising victims.' }
      ]
    }
  ])
}
