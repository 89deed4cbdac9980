// A voice, recorded in the page and nowhere else: in memory until it is sent, gone with the page. Loaded when someone wants to speak.
import { byId, say } from './page-parts.client.ts'
import { changedVoice } from './changed-voice.client.ts'

const mostSeconds = 600
const kinds = ['audio/webm;codecs=opus', 'audio/ogg;codecs=opus', 'audio/mp4']

type Take = { end(): Promise<Blob>; drop(): void }

/** Begins at once. Throws what the browser throws when there is no microphone for us. */
const record = async (change: boolean, cancelled: () => boolean): Promise<Take | undefined> => {
  const microphone = await navigator.mediaDevices.getUserMedia({ audio: true })
  const changed = change && !cancelled() ? changedVoice(microphone) : undefined
  const release = () => {
    for (const track of microphone.getTracks()) track.stop()
    changed?.close()
  }
  if (cancelled()) return void release()
  const mimeType = kinds.find(kind => MediaRecorder.isTypeSupported(kind))
  const recorder = new MediaRecorder(changed?.stream ?? microphone, {
    ...(mimeType ? { mimeType } : {}),
    audioBitsPerSecond: 32_000
  })
  let pieces: Blob[] = []
  recorder.ondataavailable = event => void (event.data.size && pieces.push(event.data))
  recorder.start(1000)
  return {
    end: () =>
      new Promise(resolve => {
        const type = recorder.mimeType || mimeType || ''
        recorder.onstop = () => (release(), resolve(new Blob(pieces, { type })))
        if (recorder.state === 'inactive') recorder.onstop(new Event('stop'))
        else recorder.stop()
      }),
    drop: () => {
      recorder.ondataavailable = null
      pieces = []
      if (recorder.state !== 'inactive') recorder.stop()
      release()
    }
  }
}

const clock = (seconds: number) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`

let take: Take | undefined
let attempt = 0
let begun = 0
let timer: ReturnType<typeof setInterval> | undefined
type Done = (blob: Blob, voice: 'own' | 'changed', length: string) => void
let finish: (() => Promise<void>) | undefined

/** The microphone is let go and what was recorded is forgotten, at once. */
const drop = () => {
  attempt++
  clearInterval(timer)
  take?.drop()
  take = finish = undefined
}
document.addEventListener('fener:leave', drop)
addEventListener('pagehide', drop)

const seconds = () => Math.min(mostSeconds, Math.floor((performance.now() - begun) / 1000))
const show = (state: 'closed' | 'ready' | 'on') => {
  byId('voice-open').hidden = state !== 'closed'
  byId('voice-panel').hidden = state === 'closed'
  byId('voice-ready').hidden = state !== 'ready'
  byId('voice-on').hidden = state !== 'on'
}

/** Whoever goes on to the next question has finished speaking. */
export const stopRecording = (): Promise<void> | undefined => {
  // the browser may still be asking for the microphone
  if (!take) attempt++
  return finish?.()
}

/** Shows the panel. `words` are read anew, `done` gets each recording. */
export const openVoice = (words: () => Record<string, string>, done: Done) => {
  const status = byId('voice-status')
  const change = byId<HTMLInputElement>('voice-change')
  if (!('AudioContext' in window && 'createMediaStreamDestination' in AudioContext.prototype)) {
    change.checked = false
    byId('voice-can-change').hidden = true
  }
  say(status, '')
  show('ready')
  byId('voice-start').focus()
  byId('voice-close').onclick = () => {
    drop()
    show('closed')
    byId('voice-open').focus()
  }
  byId('voice-start').onclick = async () => {
    if (take) return
    const mine = ++attempt
    const voice = change.checked ? 'changed' : 'own'
    try {
      take = await record(change.checked, () => mine !== attempt)
    } catch {
      if (mine === attempt) say(status, words()['voice.denied'] ?? '')
      return
    }
    if (!take) return
    begun = performance.now()
    const tick = () => {
      byId('voice-time').textContent = `${clock(seconds())} / ${clock(mostSeconds)}`
      if (seconds() >= mostSeconds) void finish?.()
    }
    finish = async () => {
      const ended = take
      finish = undefined
      clearInterval(timer)
      const length = clock(seconds())
      const blob = await ended?.end()
      // left meanwhile
      if (!blob || take !== ended) return
      take = undefined
      show('closed')
      say(status, words()['voice.stopped'] ?? '')
      if (blob.size) done(blob, voice, length)
      byId('voice-open').focus()
    }
    timer = setInterval(tick, 250)
    tick()
    say(status, words()['voice.on'] ?? '')
    show('on')
    byId('voice-stop').onclick = () => void finish?.()
    byId('voice-stop').focus()
  }
}
