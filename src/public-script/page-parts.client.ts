// The few ways in which the scripts of the public pages touch the page.

export const byId = <E extends HTMLElement>(id: string): E => document.getElementById(id) as E

export const make = <Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  properties: Partial<HTMLElementTagNameMap[Tag]> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Tag] => {
  const element = Object.assign(document.createElement(tag), properties)
  element.append(...children)
  return element
}

/** `Sending {n} of {all}` → with numbers. Plurals are the server's. */
export const fill = (words: string | undefined, params: Record<string, string | number> = {}): string =>
  (words ?? '').replace(/\{(\w+)\}/g, (all, name: string) => String(params[name] ?? all))

/** Says it once, to eyes and to screen readers. */
export const say = (place: HTMLElement | null, text: string) => {
  if (place && place.textContent !== text) place.textContent = text
}

export const randomHex = (bytes: number): string =>
  [...crypto.getRandomValues(new Uint8Array(bytes))].map(byte => byte.toString(16).padStart(2, '0')).join('')

/** A version 4 UUID; `crypto.randomUUID` is younger than some phones. */
export const newRow = (): string => {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = ((bytes[6] as number) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80
  return [...bytes]
    .map((byte, at) => ([4, 6, 8, 10].includes(at) ? '-' : '') + byte.toString(16).padStart(2, '0'))
    .join('')
}

/** What is said while a step takes long: after eight seconds the line is slow, and it is said. */
export const whileSlow = async <T>(
  place: HTMLElement | null,
  words: string | undefined,
  work: Promise<T>
): Promise<T> => {
  const timer = setTimeout(() => say(place, words ?? ''), 8000)
  try {
    return await work
  } finally {
    clearTimeout(timer)
  }
}
