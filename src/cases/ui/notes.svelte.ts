// The sealed notes of a case's facts, opened while the keys are open and forgotten when they close.
import { keyState, openFrom } from '#access/keyring.svelte.ts'
import { t } from '#locales/t.svelte.ts'
import type { CaseReply } from '../read-case.server.ts'

/** Call it while a component is made. `of` gives undefined until a note is open. */
export const openNotes = (one: () => CaseReply) => {
  let words = $state<Record<string, string>>({})
  $effect(() => {
    const { notes, keys, circle } = one()
    if (!keyState.open) return void (words = {})
    for (const [row, { epoch, sealed }] of Object.entries(notes)) {
      const place = { kind: 'note', table: 'cases.facts', row, circle, epoch, purpose: 'note', rev: 1 }
      openFrom<{ text: string }>(keys, sealed, place).then(
        opened => (words = { ...words, [row]: opened.value.text }),
        () => (words = { ...words, [row]: t('desk.cannot-open') })
      )
    }
  })
  return { of: (fact: string): string | undefined => words[fact] }
}
