// Contrast (WCAG 2.2) of every pair of tokens that stands on another, computed from the file itself, both themes.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')
const tokensOf = (block: string) =>
  Object.fromEntries(
    [...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/gi)].map(found => [found[1], found[2]])
  )
const [light = '', dark = '', print = ''] = css.split('@media')
const themes = {
  light: tokensOf(light),
  dark: { ...tokensOf(light), ...tokensOf(dark) },
  print: { ...tokensOf(light), ...tokensOf(print) }
} as Record<string, Record<string, string>>

const luminance = (hex: string) => {
  const [r, g, b] = [1, 3, 5]
    .map(at => parseInt(hex.slice(at, at + 2), 16) / 255)
    .map(c => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)) as [number, number, number]
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
const contrast = (a: string, b: string) => {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number]
  return (high + 0.05) / (low + 0.05)
}

const grounds = ['paper', 'card', 'sunk']
const texts: [string, string[]][] = [
  ['ink', [...grounds, 'glow', 'pine-tint', 'clay-tint', 'dusk-tint', 'moss-tint', 'plum-tint']],
  ['soft', [...grounds]],
  ['pine', [...grounds, 'pine-tint']],
  ['clay', ['paper', 'card', 'clay-tint']],
  ['ember', ['card', 'glow']],
  ['moss', ['card', 'moss-tint']],
  ['dusk', ['card', 'dusk-tint']],
  ['plum', ['card', 'plum-tint']],
  ['on-pine', ['pine', 'pine-deep']],
  ['paper', ['ink']],
  ['card', ['clay']]
]

test.each(['light', 'dark'])('text ≥ 4.5 : 1, %s', theme => {
  const t = themes[theme] as Record<string, string>
  for (const [text, on] of texts)
    for (const ground of on)
      expect(contrast(t[text] as string, t[ground] as string), `${text} on ${ground}`).toBeGreaterThanOrEqual(
        4.5
      )
})

test.each(['light', 'dark'])('edges of controls ≥ 3 : 1, %s', theme => {
  const t = themes[theme] as Record<string, string>
  for (const ground of grounds)
    for (const edge of ['edge', 'pine', 'clay'])
      expect(contrast(t[edge] as string, t[ground] as string), `${edge} on ${ground}`).toBeGreaterThanOrEqual(
        3
      )
  // The focus ring is two, outside the control: flame without, ink within. One of them is seen on any ground.
  for (const ground of grounds)
    expect(
      Math.max(...['flame', 'ink'].map(ring => contrast(t[ring] as string, t[ground] as string)))
    ).toBeGreaterThanOrEqual(3)
})

test('print is black on white', () => {
  const t = themes.print as Record<string, string>
  expect(contrast(t.ink as string, t.paper as string)).toBe(21)
})

test('the heat scale rises evenly in lightness, one direction', () => {
  for (const theme of ['light', 'dark']) {
    const steps = [0, 1, 2, 3, 4, 5].map(n => luminance(themes[theme]?.[`heat-${n}`] as string))
    const falling = (steps[0] as number) > (steps[5] as number)
    for (let n = 1; n < 6; n++) expect((steps[n] as number) < (steps[n - 1] as number)).toBe(falling)
  }
})
