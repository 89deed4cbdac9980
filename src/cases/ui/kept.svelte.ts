// What is typed into a sealed field of a case is kept every three seconds, and comes back after a lost line, a reload or a locked desk.
import { onMount, untrack } from 'svelte'
import { autosave, findDraft, type DraftPlace } from '#identity/ui/autosave.svelte.ts'
import { keyState } from '#access/keyring.svelte.ts'

const isoNow = () => new Date().toISOString()

/**
 * Call it while a component is made. `value` gives undefined while nothing worth keeping is typed; `restore` says whether it took what
 * was kept: what it did not take stays kept for the form it belongs to. `wipe` empties the form once the desk is locked and every word
 * is kept; what is not kept yet waits behind the lock, so a form that wipes is `hidden` without keys.
 */
export const keepTyped = <T>(
  place: () => DraftPlace,
  value: () => T | undefined,
  restore: (kept: T) => boolean,
  wipe?: () => void
) => {
  const keeper = autosave(place, () => value() ?? '')
  let returned = $state(false)
  let looked = false
  const anew = () => keeper.begin({ id: crypto.randomUUID(), startedAt: isoNow(), rev: 0 })
  const wipeKept = () => {
    if (keyState.open || !wipe || (value() !== undefined && !keeper.isKept())) return
    if (value() !== undefined) looked = false
    wipe()
    anew()
  }
  onMount(() => {
    anew()
    const clock = setInterval(() => {
      wipeKept()
      if (value() !== undefined) void keeper.save()
    }, 3000)
    return () => {
      clearInterval(clock)
      if (value() !== undefined) void keeper.save()
    }
  })
  $effect(() => {
    if (!keyState.open) return untrack(wipeKept)
    if (looked) return
    looked = true
    void findDraft<T>(untrack(place), typed => value() === undefined && restore(typed)).then(
      draft => {
        if (!draft) return
        keeper.begin(draft)
        returned = true
      },
      // nothing came back: the field is empty, as it would be without this
      () => {}
    )
  })
  return {
    state: keeper.state,
    get returned() {
      return returned
    },
    /** The words are where they belong, or are not wanted: the draft goes. */
    drop: async () => {
      returned = false
      await keeper.drop().catch(() => {})
      // what is typed from here on is kept again
      anew()
    }
  }
}
