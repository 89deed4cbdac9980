// Persons of a case are spoken of by their number, in the order recorded; organisations by their name in the reader's language.
import { trilingual, type Trilingual } from '#kernel/locale.ts'
import { toCyrillic } from '#locales/cyrillic.ts'
import { language } from '#locales/t.svelte.ts'
import type { Case } from '../case.ts'

export type Organisation = { id: string; name: Trilingual; kindsOfHelp: string[] }

export const numbersOf =
  (one: Case) =>
  (person: string): number =>
    one.persons.findIndex(p => p.id === person) + 1

export const namesOf =
  (organisations: readonly Organisation[]) =>
  (id: string): string => {
    const found = organisations.find(o => o.id === id)
    return found ? trilingual(found.name, language(), toCyrillic) : ''
  }
