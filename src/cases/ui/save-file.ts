/** Gives bytes to whoever sits here as a file. They go from this page to the disk and nowhere else. */
export const saveFile = (bytes: Uint8Array<ArrayBuffer>, name: string, type: string) => {
  const address = URL.createObjectURL(new Blob([bytes], { type }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
