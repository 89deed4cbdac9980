// Every capability that has words. Adding one: a folder with sr-Latn.ts, sq.ts, en.ts and an index.ts, then one line here.
import { cases } from './cases/index.ts'
import { desk } from './desk/index.ts'
import { domain } from './domain/index.ts'
import { inbox } from './inbox/index.ts'
import { line } from './line/index.ts'
import { mail } from './mail/index.ts'
import { plan } from './plan/index.ts'
import { problems } from './problems/index.ts'
import { publicWords } from './public/index.ts'
import { ui } from './ui/index.ts'

export const capabilities = {
  ui,
  problems,
  public: publicWords,
  desk,
  mail,
  inbox,
  domain,
  cases,
  plan,
  line
}

export type Capability = keyof typeof capabilities
export type Key<C extends Capability> = keyof (typeof capabilities)[C]['sr-Latn'] & string
export type Catalogue<C extends Capability> = Record<Key<C>, string>

/** Keys of everything the desk may say: all capabilities but the public pages. */
export type DeskKey = { [C in Exclude<Capability, 'public'>]: Key<C> }[Exclude<Capability, 'public'>]
