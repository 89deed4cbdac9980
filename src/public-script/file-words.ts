// A file in the words of a reader: what kind it is and how big. Its name was never kept.
export const fileKind = (type: string): 'image' | 'audio' | 'video' | 'other' => {
  const [kind] = type.split('/')
  return kind === 'image' || kind === 'audio' || kind === 'video' ? kind : 'other'
}

export const sizeText = (bytes: number): string =>
  bytes < 1048576 ? `${Math.max(1, Math.round(bytes / 1024))} kB` : `${(bytes / 1048576).toFixed(1)} MB`
