// A QR code as it travels: one sign a module, so that eleven languages weigh a few kilobytes; drawn on the phone.
export type Qr = { size: number; modules: string }

const quiet = 4

/** For an svg of `side`; runs of dark modules in one stroke each. */
export const drawQr = ({ size, modules }: Qr): { side: number; path: string } => {
  let path = ''
  for (let y = 0; y < size; y++)
    for (const run of modules.slice(y * size, (y + 1) * size).matchAll(/1+/g))
      path += `M${run.index + quiet} ${y + quiet}h${run[0].length}v1h-${run[0].length}z`
  return { side: size + 2 * quiet, path }
}
