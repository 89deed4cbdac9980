// In the browser of whoever lost the password: the printed kit opens the account's root, the root proves who asks. The kit's
// code goes nowhere.
import { Problem } from '#kernel/problem.ts'
import {
  base64url,
  fromBase64url,
  keysFrom,
  openAccountRoot,
  parseRecoveryCode,
  recoveryKey
} from '#seal/index.ts'
import { signProof } from '#seal/proof.ts'
import { makeCredentials, type SignInParts } from './make-account.ts'

/** What the server gives to anyone who asks for an address; for one it does not know, something that looks the same. */
export type Asked = { account: string; salt: string; wrappedRoot: string; challenge: string }

/** Throws `recover.mistyped` (found here, costs no attempt) and `recover.does-not-open`. */
export const openWithKit = async (network: string, asked: Asked, typed: string): Promise<Uint8Array> => {
  const code = parseKit(typed)
  const key = recoveryKey(code, fromBase64url(asked.salt))
  const place = { account: asked.account, network, kind: 'recovery' } as const
  return openAccountRoot(fromBase64url(asked.wrappedRoot), key, place).catch(() => {
    throw new Problem('recover.does-not-open', 403)
  })
}

export const parseKit = (typed: string): string => {
  const code = parseRecoveryCode(typed)
  if (!code) throw new Problem('recover.mistyped', 422)
  return code
}

/** What is signed: everything that is asked for, so that nothing of it can be exchanged on the way. */
export const askedFor = (
  of: { network: string; account: string },
  challenge: string,
  credentials: Record<string, string>
) => ({ account: of.account, challenge, credentials, network: of.network, v: 1 })

/** The new ways to sign in, and the proof that whoever sets them holds the root. Takes about a second. */
export const makeRecovery = async (
  of: { network: string; account: string },
  root: Uint8Array,
  parts: SignInParts
) => {
  const { recoveryCode, credentials } = await makeCredentials(of, root, parts)
  const { signPrivate } = await keysFrom(root, 'account')
  return {
    recoveryCode,
    /** With a challenge that is still warm. */
    request: (email: string, challenge: string) => ({
      email,
      challenge,
      credentials,
      proof: base64url(signProof('recover', askedFor(of, challenge, credentials), signPrivate))
    })
  }
}
