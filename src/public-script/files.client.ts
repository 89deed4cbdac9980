// Files at question two. A photo is drawn anew, which leaves place, time and camera behind; what cannot be drawn is the person's choice.
import { byId, fill, make, say } from './page-parts.client.ts'
import { fileProblem } from './file-limits.ts'

export type Chosen = {
  blob: Blob
  /** Never the name on the phone: it may tell who took it. */
  name: string
  type: string
}

const LONGEST_SIDE = 2560

const decode = (file: Blob): Promise<HTMLImageElement> =>
  new Promise((resolve, reject) => {
    const image = new Image()
    const address = URL.createObjectURL(file)
    image.onload = () => (URL.revokeObjectURL(address), resolve(image))
    image.onerror = () => (URL.revokeObjectURL(address), reject(new Error('cannot decode')))
    image.src = address
  })

/** JPEG without any data but the picture; undefined when the browser cannot decode it. */
export const cleanPhoto = async (file: Blob): Promise<Blob | undefined> => {
  try {
    const image = await decode(file)
    const scale = Math.min(1, LONGEST_SIDE / Math.max(image.naturalWidth, image.naturalHeight))
    const canvas = document.createElement('canvas')
    canvas.width = Math.max(1, Math.round(image.naturalWidth * scale))
    canvas.height = Math.max(1, Math.round(image.naturalHeight * scale))
    const pen = canvas.getContext('2d')
    if (!pen || !image.naturalWidth) return undefined
    pen.fillStyle = '#fff'
    pen.fillRect(0, 0, canvas.width, canvas.height)
    pen.drawImage(image, 0, 0, canvas.width, canvas.height)
    const blob = await new Promise<Blob | null>(done => canvas.toBlob(done, 'image/jpeg', 0.85))
    // Frees the memory of a small phone at once.
    canvas.width = canvas.height = 0
    return blob ?? undefined
  } catch {
    return undefined
  }
}

const safeType = (type: string) =>
  /^[a-z]+\/[a-z0-9.+-]{1,100}$/.test(type) ? type : 'application/octet-stream'
const endings: Record<string, string> = {
  'image/jpeg': 'jpg', 'image/png': 'png', 'image/heic': 'heic', 'image/webp': 'webp', 'video/mp4': 'mp4',
  'video/quicktime': 'mov', 'audio/mpeg': 'mp3', 'audio/mp4': 'm4a', 'application/pdf': 'pdf'
} // prettier-ignore

/** Keeps the chosen files in memory and their list on the page. `words` are read anew, for the language may change. */
export const fileList = (words: () => Record<string, string>) => {
  const chosen: Chosen[] = []
  let photos = 0
  let others = 0

  const size = (bytes: number) =>
    bytes < 1048576 ? `${Math.max(1, Math.round(bytes / 1024))} kB` : `${(bytes / 1048576).toFixed(1)} MB`

  const sentence = (text: string, role?: string) => {
    const span = make('span', { className: 'grow', textContent: text })
    if (role) span.setAttribute('role', role)
    return span
  }
  const row = (text: Node, ...rest: Node[]) => {
    const item = make('li', {}, text, ...rest)
    byId('file-list').append(item)
    return item
  }

  const button = (text: string, press: () => void) => {
    const element = make('button', { type: 'button', className: 'link', textContent: text })
    element.addEventListener('click', press)
    return element
  }

  const keep = (blob: Blob, type: string, label: string, name: string, note: string) => {
    const file: Chosen = { blob, type, name: `${name}.${endings[type] ?? 'bin'}` }
    chosen.push(file)
    const item = row(
      sentence(`${label}, ${size(blob.size)}, ${note}`),
      button(fill(words()['file.remove'], { name: label }), () => {
        chosen.splice(chosen.indexOf(file), 1)
        item.remove()
        byId('files').focus()
      })
    )
    return item
  }

  const add = async (file: File) => {
    const said = words()
    const trouble = fileProblem(file)
    if (trouble) {
      const item = row(
        sentence(said[trouble] ?? '', 'alert'),
        button('OK', () => item.remove())
      )
      return
    }
    if (chosen.length >= 20) {
      row(sentence(said['report.too-many-files'] ?? '', 'alert'))
      return
    }
    const isPhoto = file.type.startsWith('image/')
    const number = isPhoto ? ++photos : ++others
    const label = fill(said[isPhoto ? 'file.photo' : 'file.other'], { n: number })
    const name = `${isPhoto ? 'photo' : 'file'}-${number}`
    const status = sentence(label, 'status')
    const waiting = row(status)
    if (isPhoto) {
      say(status, `${label}: ${said['file.cleaning']}`)
      const clean = await cleanPhoto(file)
      if (clean) {
        waiting.remove()
        keep(clean, 'image/jpeg', label, name, said['file.clean'] ?? '')
        return
      }
    }
    waiting.replaceChildren(
      sentence(`${label}: ${said['file.cannot-clean']}`, 'status'),
      button(said['file.send-as-is'] ?? '', () => {
        waiting.remove()
        keep(file, safeType(file.type.toLowerCase()), label, name, said['file.as-is'] ?? '')
      }),
      button(said['file.leave-out'] ?? '', () => waiting.remove())
    )
  }

  const listen = () => {
    const input = byId<HTMLInputElement>('files')
    input.addEventListener('change', async () => {
      const files = [...(input.files ?? [])]
      input.value = ''
      for (const file of files) await add(file)
    })
  }
  return { chosen, listen }
}
