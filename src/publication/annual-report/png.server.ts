// A drawing as pixels, for programs that do not read SVG in a document.
import { createRequire } from 'node:module'
import { Resvg } from '@resvg/resvg-js'

const require = createRequire(import.meta.url)
const fontFiles = ['400Regular/SourceSans3_400Regular', '600SemiBold/SourceSans3_600SemiBold'].map(f =>
  require.resolve(`@expo-google-fonts/source-sans-3/${f}.ttf`)
)

/** Twice as many pixels as the drawing has points; only the fonts that come with the product, so every machine draws alike. */
export const svgToPng = (svg: string): Buffer =>
  new Resvg(svg, {
    fitTo: { mode: 'zoom', value: 2 },
    font: { fontFiles, loadSystemFonts: false, defaultFontFamily: 'Source Sans 3' }
  })
    .render()
    .asPng()
