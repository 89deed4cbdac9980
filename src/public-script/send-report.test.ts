// A report whose team's key changed while it was on its way is the same report (decision 0008): it may have arrived after all.
import { afterEach, expect, test, vi } from 'vitest'
import { base64url, keysFrom, newRoot, random } from '#seal/index.ts'
import { newParcel, send, type Keys } from './send-report.client.ts'
import type { ReportContent } from './report-content.ts'
import { Refused } from './transport.client.ts'

afterEach(() => vi.unstubAllGlobals())

test('keeps code, row and key for the team’s new key, and is locked anew', async () => {
  const sent: Record<string, unknown>[] = []
  vi.stubGlobal('fetch', async (_: string, { body }: { body: string }) => {
    const said = JSON.parse(body)
    sent.push(said)
    return said.epoch === 1
      ? Response.json({ code: 'report.circle' }, { status: 409 })
      : Response.json({ deadlineDay: '2026-03-09', held: false })
  })
  const salt = base64url(random(16))
  const keys = async (epoch: number): Promise<Keys> => ({
    network: crypto.randomUUID(),
    receiptSalt: salt,
    circles: [{ id: crypto.randomUUID(), epoch, recipient: (await keysFrom(newRoot(), 'circle')).recipient }]
  })
  const content = { language: 'sr-Latn', what: 'svetlo noću', danger: 'no' } as unknown as ReportContent
  const line = { leaving: new AbortController().signal, waiting: () => {} }
  const report = { content, files: [], of: 'the same' }
  const nothing = () => {}

  const first = await newParcel(await keys(1))
  const refusal = await send('/sr', first, report, line, nothing, nothing).catch((error: unknown) => error)
  expect((refusal as Refused).code).toBe('report.circle')
  const second = await newParcel(await keys(2), first)
  await send('/sr', second, report, line, nothing, nothing)
  expect(second.receipt).toBe(first.receipt)
  const [old, anew] = sent
  for (const same of ['key', 'row', 'receipt', 'reporter'] as const) expect(anew![same]).toEqual(old![same])
  for (const other of ['circle', 'epoch', 'sealed'] as const) expect(anew![other]).not.toEqual(old![other])

  const another = await newParcel(await keys(2))
  for (const own of ['receipt', 'row', 'key'] as const) expect(another[own]).not.toBe(first[own])
})
