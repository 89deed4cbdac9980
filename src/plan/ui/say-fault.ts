import { isFaultKind } from '#kernel/checked-yaml-kinds.ts'
import { tt } from '#locales/t.svelte.ts'

type Said = { code: string; params: Record<string, string | number> }

/** A fault in words. Where people read names, ids are said by name. */
export const sayFault = ({ code, params }: Said, nameOf: (id: string) => string = id => id): string => {
  const kind = (name: string | number) =>
    isFaultKind(name) ? tt(`fault-kind.${name}`) : nameOf(String(name))
  // an indicator printed twice is called the same twice: then its id tells which
  const twins = 'same_as' in params && nameOf(String(params.id)) === nameOf(String(params.same_as))
  const said = Object.entries(params).map(([key, value]) => {
    if (key === 'expected' || key === 'found') return [key, kind(value)]
    if (key === 'language') return [key, tt(`language.${value}`)]
    if (key !== 'id' && key !== 'same_as') return [key, value]
    const name = nameOf(String(value))
    return [key, twins && name !== value ? `${name} (${value})` : name]
  })
  return tt(`fault.${code.split('.')[1]}`, { expected: '', found: '', ...Object.fromEntries(said) })
}
