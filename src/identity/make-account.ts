// In the browser of the person: a root, its keys, and the ways to open it again. Only public and wrapped parts leave here.
import {
  base64url,
  keysFrom,
  newRecoveryCode,
  newRoot,
  passwordKeys,
  random,
  recoveryKey,
  wrapAccountRoot,
  type Keys
} from '#seal/index.ts'

export type MadeAccount = {
  root: Uint8Array
  keys: Keys
  recoveryCode: string
  /** What the server stores (`NewAccount`). */
  account: Record<string, string>
}

/** Takes about a second: the password is stretched with Argon2id. `network` is bound into the wraps. */
export const makeAccount = async (
  network: string,
  person: { name: string; password: string; totpSecret: Uint8Array; totpCode: string }
): Promise<MadeAccount> => {
  const id = crypto.randomUUID()
  const root = newRoot()
  const keys = await keysFrom(root, 'account')
  const passwordSalt = random(16)
  const recoverySalt = random(16)
  const { auth, wrap } = await passwordKeys(person.password, passwordSalt)
  const recoveryCode = newRecoveryCode()
  return {
    root,
    keys,
    recoveryCode,
    account: {
      id,
      name: person.name,
      recipient: keys.recipient,
      signPublic: base64url(keys.signPublic),
      passwordSalt: base64url(passwordSalt),
      passwordAuth: base64url(auth),
      passwordWrap: base64url(await wrapAccountRoot(root, wrap, { account: id, kind: 'password', network })),
      recoverySalt: base64url(recoverySalt),
      recoveryWrap: base64url(
        await wrapAccountRoot(root, recoveryKey(recoveryCode, recoverySalt), {
          account: id,
          kind: 'recovery',
          network
        })
      ),
      totpSecret: base64url(person.totpSecret),
      totpCode: person.totpCode
    }
  }
}
