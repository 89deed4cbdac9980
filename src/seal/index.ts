/*
 * The door of the library. Argon2 is loaded when first used (argon2.ts); trustees.ts and match.ts are imported directly,
 * so that they stay off the report page.
 */
export { asSealed, plainSize, recipientCount, type Opened, type Sealed } from './types.ts'
export { MAX_RECIPIENTS, sealedSize } from './age-header.ts'
export { SealError, type SealCode } from './errors.ts'
export { keysFrom, newRoot, type Keys, type Who } from './keys.ts'
export { derive, random } from './derive.ts'
export { canon, parseCanon } from './canon.ts'
export { type Context, type FrameHeader } from './frame.ts'
export { open, openBytes, seal, sealBytes } from './seal.ts'
export { type OpenOptions, type SealOptions, type Signer, type Verifier } from './seal.ts'
export { openFile, sealFile, sealFileInPieces, type FileSealing, type SealedFile } from './file-seal.ts'
export { fileBucket, textBucket } from './padding.ts'
export {
  formatReceipt,
  loginStored,
  newReceipt,
  parseReceipt,
  receiptKeys,
  type ReceiptKeys
} from './receipt.ts'
export { passwordKeys, type PasswordKeys } from './password.ts'
export {
  newUnsignedCircle,
  openPrevious,
  openUnsignedWrap,
  openWrap,
  sealPrevious,
  unsignedCircleId,
  wrapRoot,
  type Reader
} from './wrap.ts'
export { openAccountRoot, wrapAccountRoot, type AccountPlace, type WrapKind } from './account-wrap.ts'
export { formatRecoveryCode, newRecoveryCode, parseRecoveryCode, recoveryKey } from './recovery.ts'
export { check, checkParts, solve, solveInParts } from './pow.ts'
export { base64url, concat, constantTimeEqual, fromBase64url, fromHex, hex, type Bytes } from './bytes.ts'
