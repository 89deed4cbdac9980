import type { Actor } from '#kernel/actor.ts'
import type { Locale, PublicLocale } from '#kernel/locale.ts'
import type { NetworkInUse } from '#app/network.server.ts'

declare global {
  namespace App {
    interface Error {
      /** The problem's code: key of its sentence in every language. */
      code: string
      params?: Record<string, string | number>
    }
    interface PageData {
      /** What stands in the tab and in history: `Fener` and at most a number. */
      title?: string
    }
    interface Locals {
      actor: Actor
      /** One of the four of the desk; for a page in another language English. */
      locale: Locale
      /** The language of the page: what its address says, what the person chose, or what their browser asks for. */
      pageLocale: PublicLocale
      /** A keyed hash of where the request came from, for limits only. Never stored, never logged. */
      client: string
      /** True where that stands for everybody: behind a proxy that does not say who asks. */
      clientIsEverybody: boolean
      /** `….onion`, when there is one. */
      onion: string | undefined
      /** On the pages for the field: the phone that asks, when it is one of ours. */
      device?: { id: string; firstOn: string } | 'ended' | undefined
      /** Absent until the first coordinator has set Fener up. */
      network?: NetworkInUse
    }
  }
}
export {}
