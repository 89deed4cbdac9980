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

export type SignInParts = { password: string; totpSecret: Uint8Array; totpCode: string }

/** Takes about a second: the password is stretched with Argon2id. `network` is bound into the wraps. */
export const makeAccount = async (
  network: string,
  person: SignInParts & { name: string }
): Promise<MadeAccount> => {
  const id = crypto.randomUUID()
  const root = newRoot()
  const keys = await keysFrom(root, 'account')
  const { recoveryCode, credentials } = await makeCredentials({ network, account: id }, root, person)
  return {
    root,
    keys,
    recoveryCode,
    account: {
      id,
      name: person.name,
      recipient: keys.recipient,
      signPublic: base64url(keys.signPublic),
      ...credentials
    }
  }
}

/** New ways to open a root: by a password with its one-time code, and by a recovery kit that is shown once. */
export const makeCredentials = async (
  of: { network: string; account: string },
  root: Uint8Array,
  parts: SignInParts
): Promise<{ recoveryCode: string; credentials: Record<string, string> }> => {
  const passwordSalt = random(16)
  const recoverySalt = random(16)
  const { auth, wrap } = await passwordKeys(parts.password, passwordSalt)
  const recoveryCode = newRecoveryCode()
  const recovery = recoveryKey(recoveryCode, recoverySalt)
  return {
    recoveryCode,
    credentials: {
      passwordSalt: base64url(passwordSalt),
      passwordAuth: base64url(auth),
      passwordWrap: base64url(await wrapAccountRoot(root, wrap, { ...of, kind: 'password' })),
      recoverySalt: base64url(recoverySalt),
      recoveryWrap: base64url(await wrapAccountRoot(root, recovery, { ...of, kind: 'recovery' })),
      totpSecret: base64url(parts.totpSecret),
      totpCode: parts.totpCode
    }
  }
}
