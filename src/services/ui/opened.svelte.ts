// What is sealed in a referral, opened while the keys are open and forgotten when they close: the packet, the notes between both sides, and
// what the case team wrote down for itself.
import { keyState, openFrom } from '#access/keyring.svelte.ts'
import { Problem } from '#kernel/problem.ts'
import { t } from '#locales/t.svelte.ts'
import type { ReferralReply } from '../read-referral.server.ts'

/** Call it while a component is made. */
export const openReferral = (one: () => ReferralReply) => {
  let packet = $state<Record<string, unknown>>()
  let notes = $state<Record<string, string>>({})
  let words = $state<string>()
  let problem = $state<Problem>()
  $effect(() => {
    const { id, circle, caseCircle, keys, packet: sealed, feedback, facts } = one()
    packet = undefined
    notes = {}
    words = undefined
    if (!keyState.open) return
    const place = { circle, rev: 1 }
    if (sealed)
      openFrom<Record<string, unknown>>(keys, sealed.sealed, {
        ...place,
        kind: 'packet',
        table: 'services.packets',
        row: id,
        epoch: sealed.epoch,
        purpose: 'packet'
      }).then(
        opened => (packet = opened.value),
        () => (problem = new Problem('desk.no-key', 409))
      )
    if (feedback?.words && caseCircle)
      openFrom<{ text: string }>(keys, feedback.words.sealed, {
        ...place,
        circle: caseCircle,
        kind: 'note',
        table: 'services.feedback',
        row: id,
        epoch: feedback.words.epoch,
        purpose: 'note'
      }).then(
        opened => (words = opened.value.text),
        () => (words = t('desk.cannot-open'))
      )
    for (const fact of facts)
      if (fact.note)
        openFrom<{ text: string }>(keys, fact.note.sealed, {
          ...place,
          kind: 'note',
          table: 'services.referral_facts',
          row: fact.id,
          epoch: fact.note.epoch,
          purpose: 'note'
        }).then(
          opened => (notes = { ...notes, [fact.id]: opened.value.text }),
          () => (notes = { ...notes, [fact.id]: t('desk.cannot-open') })
        )
  })
  return {
    get packet() {
      return packet
    },
    get notes() {
      return notes
    },
    get words() {
      return words
    },
    get problem() {
      return problem
    }
  }
}
