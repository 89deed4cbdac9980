import { expect, test } from 'vitest'
import { drawQr } from './qr.ts'

test('dark modules become runs, with a quiet border', () => {
  expect(drawQr({ size: 2, modules: '1101' })).toEqual({ side: 10, path: 'M4 4h2v1h-2zM5 5h1v1h-1z' })
})
