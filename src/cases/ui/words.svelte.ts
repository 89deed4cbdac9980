// Sealed words of rows that are read together (tasks, conferences): opened while the keys are open, forgotten when they close.
import { keyState, openFrom } from '#access/keyring.svelte.ts'
import type { CircleKeys } from '#access/circles.server.ts'

export type SealedRow = {
  key: string
  circle: string
  table: string
  row: string
  purpose: string
  epoch: number
  sealed: string
  /** 1 where it is not said. */
  rev?: number
}

/** Call it while a component is made. `of` gives undefined until the words are open, null when these keys do not open them. */
export const openWords = <T>(rows: () => { keys: CircleKeys | null; rows: readonly SealedRow[] }) => {
  let words = $state<Record<string, T | null>>({})
  $effect(() => {
    const { keys, rows: all } = rows()
    if (!keyState.open || !keys) return void (words = {})
    for (const { key, sealed, purpose, ...place } of all)
      openFrom<T>(keys, sealed, { kind: purpose, rev: 1, ...place, purpose }).then(
        opened => (words = { ...words, [key]: opened.value }),
        () => (words = { ...words, [key]: null })
      )
  })
  return { of: (key: string): T | null | undefined => words[key] }
}
