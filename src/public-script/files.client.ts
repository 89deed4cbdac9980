// Files at question two. A photo is drawn anew, which leaves place, time and camera behind; what cannot be drawn is the person's choice.
import { bareJpeg } from './bare-jpeg.ts'
import { mostFiles } from '#kernel/file-limits.ts'
import { byId, fill, make, say } from './page-parts.client.ts'
import { fileProblem } from './file-limits.ts'
import { sizeText } from './file-words.ts'
import type { Outgoing } from './send-files.client.ts'

/** Never with the name on the phone: it may tell who took it. `label` is what the list calls it. */
export type Chosen = Outgoing & { label: string }

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
    const bare = blob && bareJpeg(new Uint8Array(await blob.arrayBuffer()))
    return bare ? new Blob([bare], { type: 'image/jpeg' }) : undefined
  } catch {
    return undefined
  }
}

const safeType = (type: string) =>
  /^[a-z]+\/[a-z0-9.+-]{1,100}$/.test(type) ? type : 'application/octet-stream'
const endings: Record<string, string> = {
  'image/jpeg': 'jpg', 'image/png': 'png', 'image/heic': 'heic', 'image/webp': 'webp', 'video/mp4': 'mp4',
  'video/quicktime': 'mov', 'audio/mpeg': 'mp3', 'audio/mp4': 'm4a', 'audio/webm': 'webm', 'audio/ogg': 'ogg',
  'application/pdf': 'pdf'
} // prettier-ignore

const kinds = { photo: 'file.photo', file: 'file.other', voice: 'voice.label' } as const
type Kind = keyof typeof kinds

/** Keeps the chosen files in memory and their list on the page. `words` are read anew, for the language may change. */
export const fileList = (words: () => Record<string, string>) => {
  const chosen: Chosen[] = []
  // a sound one can listen to has an address until it is let go
  const addresses = new Set<string>()
  const release = (address: string) => (URL.revokeObjectURL(address), addresses.delete(address))
  const counts: Record<Kind, number> = { photo: 0, file: 0, voice: 0 }

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

  /** Refused aloud when there are enough; else what the next of its kind is called. */
  const next = (kind: Kind) => {
    if (chosen.length >= mostFiles) {
      const item = row(
        sentence(words()['report.too-many-files'] ?? '', 'alert'),
        button('OK', () => item.remove())
      )
      return undefined
    }
    const n = ++counts[kind]
    return { name: `${kind}-${n}`, label: fill(words()[kinds[kind]], { n }) }
  }

  const keep = (file: Chosen, note: string, listen?: HTMLAudioElement) => {
    chosen.push(file)
    const item = row(
      sentence(`${file.label}, ${sizeText(file.blob.size)}, ${note}`),
      button(fill(words()['file.remove'], { name: file.label }), () => {
        chosen.splice(chosen.indexOf(file), 1)
        if (listen) release(listen.src)
        item.remove()
        byId('files').focus()
      }),
      ...(listen ? [listen] : [])
    )
    return item
  }
  const named = (name: string, type: string) => `${name}.${endings[type] ?? 'bin'}`

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
    // Some phones say no type for a photo: it is tried.
    const isPhoto = file.type.startsWith('image/')
    const called = next(isPhoto ? 'photo' : 'file')
    if (!called) return
    const { name, label } = called
    const status = sentence(label, 'status')
    const waiting = row(status)
    if (isPhoto || !file.type) {
      say(status, `${label}: ${said['file.cleaning']}`)
      const clean = await cleanPhoto(file)
      if (clean) {
        waiting.remove()
        const type = 'image/jpeg'
        keep({ blob: clean, type, name: named(name, type), label, cleaned: true }, said['file.clean'] ?? '')
        return
      }
    }
    const cannot = sentence(`${label}: ${said['file.cannot-clean']}`, 'status')
    cannot.className = 'alone'
    waiting.replaceChildren(
      cannot,
      button(said['file.send-as-is'] ?? '', () => {
        waiting.remove()
        const type = safeType(file.type.toLowerCase())
        keep({ blob: file, type, name: named(name, type), label, cleaned: false }, said['file.as-is'] ?? '')
      }),
      button(said['file.leave-out'] ?? '', () => waiting.remove())
    )
  }

  /** A recording made in the page. It can be heard before it is sent. */
  const addVoice = (blob: Blob, voice: 'own' | 'changed', length: string) => {
    const called = next('voice')
    if (!called) return
    const type = safeType(blob.type.split(';')[0] ?? '')
    const { name, label } = called
    // The mark of an MP4 holds the hour it was made; WebM and Ogg as browsers write them hold nothing but sound.
    const cleaned = type !== 'audio/mp4'
    const listen = make('audio', { controls: true, src: URL.createObjectURL(blob) })
    listen.setAttribute('aria-label', label)
    addresses.add(listen.src)
    const note = `${length}, ${words()[`voice.is.${voice}`]}`
    keep({ blob, type, name: named(name, type), label, cleaned, voice }, note, listen)
  }

  const listen = () => {
    const input = byId<HTMLInputElement>('files')
    input.addEventListener('change', async () => {
      const files = [...(input.files ?? [])]
      input.value = ''
      for (const file of files) await add(file)
    })
  }

  const forget = () => {
    chosen.length = 0
    addresses.forEach(release)
  }
  return { chosen, listen, addVoice, forget }
}
