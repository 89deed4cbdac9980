import { proofKey } from '#reports/prove-filing.server.ts'

/** The key that signs proofs, for whoever checks one without us: Ed25519, hexadecimal. */
export const GET = () =>
  new Response(`${proofKey()}\n`, { headers: { 'content-type': 'text/plain; charset=utf-8' } })
