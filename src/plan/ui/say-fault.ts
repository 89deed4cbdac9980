import { isFaultKind } from '#kernel/checked-yaml-kinds.ts'
import { tt } from '#locales/t.svelte.ts'

type Said = { code: string; params: Record<string, string | number> }

/** A fault in words. Where people read names, ids are said by name. */
export const sayFault = ({ code, params }: Said, nameOf: (id: string) => string = id => id): string => {
  const kind = (name: string | number) =>
    isFaultKind(name) ? tt(`fault-kind.${name}`) : nameOf(String(name))
  const said = Object.entries(params).map(([key, value]) => {
    if (key === 'expected' || key === 'found') return [key, kind(value)]
    return [key, key === 'id' || key === 'same_as' ? nameOf(String(value)) : value]
  })
  return tt(`fault.${code.split('.')[1]}`, { expected: '', found: '', ...Object.fromEntries(said) })
}
