/** The sealed file as it lies at the server, answer after answer; small parts come together. Throws when one does not come. */
export async function* sealedPieces(
  code: string,
  file: { row: string; parts: number },
  tell: (share: number) => void = () => {}
): AsyncGenerator<Uint8Array> {
  for (let part: number | null = 0; part !== null;) {
    const response = await asked(`/desk/inbox/${code}/file/${file.row}/${part}`)
    yield new Uint8Array(await response.arrayBuffer())
    const next = response.headers.get('x-next-part')
    part = next === null ? null : Number(next)
    tell((part ?? file.parts) / file.parts)
  }
}

/** A line may break once or twice in a long file. */
const asked = async (address: string): Promise<Response> => {
  for (let attempt = 1; ; attempt++) {
    try {
      const response = await fetch(address)
      if (response.ok) return response
      throw new Error('part')
    } catch (error) {
      if (attempt === 3) throw error
      await new Promise(resolve => setTimeout(resolve, attempt * 700))
    }
  }
}
