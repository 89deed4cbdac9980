import { say } from '#locales/say.ts'
import { t } from '#locales/t.svelte.ts'
import type { Owners } from '../owners.server.ts'
import type { TaskState } from '../tasks.ts'

type Owned = Pick<TaskState, 'owner' | 'ownerWords'>

/** “Centre for Social Work, Ana Petrović”, the words of old, or undefined: nobody. */
export const sayOwner = ({ owner, ownerWords }: Owned, owners: Owners): string | undefined => {
  if (!owner) return ownerWords
  const organisation = owners.organisations.find(o => o.id === owner.organisation)
  const person = owner.person && sayPerson(owner.person, owners)
  return [organisation && say(organisation.name), person].filter(Boolean).join(', ')
}

export const sayPerson = (id: string, { people }: Owners): string => {
  const person = people.find(p => p.id === id)
  if (!person) return ''
  return person.left ? t('tasks.has-left', { name: person.name }) : person.name
}
