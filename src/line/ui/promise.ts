// A call that is promised back: number, safe hours and safe word are sealed to the intake team, by when stands in clear.
import { sealInto } from '#access/keyring.svelte.ts'
import { instantOf } from '#kernel/wall-clock.ts'

export type Promised = { id: string; number: string; hours: string; word: string; due: string; mine: boolean }

export const emptyPromise = (): Promised => ({
  id: crypto.randomUUID(),
  number: '',
  hours: '',
  word: '',
  due: '',
  mine: true
})
export const isComplete = ({ number, hours, word, due }: Promised): boolean =>
  /\d{3}/.test(number.replace(/\D/g, '')) &&
  hours.trim() !== '' &&
  word.trim() !== '' &&
  /T\d\d:\d\d/.test(due)

export const sealPromise = async (
  { id, number, hours, word, due, mine }: Promised,
  intake: { id: string; epoch: number; recipient: string },
  timezone: string
) => {
  const [day = '', time = ''] = due.split('T')
  const place = {
    kind: 'call-back',
    table: 'line.call_backs',
    row: id,
    circle: intake.id,
    epoch: intake.epoch,
    purpose: 'call-back',
    rev: 1
  }
  const words = { number: number.trim(), hours: hours.trim(), word: word.trim() }
  return {
    id,
    dueAt: instantOf(day, time, timezone).toISOString(),
    mine,
    epoch: intake.epoch,
    sealed: await sealInto(words, place, [intake.recipient])
  }
}
