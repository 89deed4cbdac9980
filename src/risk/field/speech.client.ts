// Reading aloud with the phone's own voice. Only a voice that lives in the phone: a voice from the network would send the question, and
// with it where somebody sits and what is asked of them, to its maker.
import { localeOfForm } from './form-language.ts'

const tags: Record<string, readonly string[]> = {
  'sr-Latn': ['sr', 'hr', 'bs'],
  'sr-Cyrl': ['sr', 'hr', 'bs'],
  rom: []
}

const voiceFor = (language: string): SpeechSynthesisVoice | undefined => {
  const locale = localeOfForm(language) ?? language
  const wanted = tags[locale] ?? [locale]
  const own = (globalThis.speechSynthesis?.getVoices() ?? []).filter(voice => voice.localService)
  for (const tag of wanted) {
    const found = own.find(voice => voice.lang.toLowerCase().split(/[-_]/)[0] === tag)
    if (found) return found
  }
  return undefined
}

export const canSpeak = (language: string): boolean => voiceFor(language) !== undefined

/** Calls back when the phone has looked for its voices, which takes a moment. Gives the way to stop listening. */
export const whenVoices = (look: () => void): (() => void) => {
  const speech = globalThis.speechSynthesis as SpeechSynthesis | undefined
  if (!speech?.addEventListener) return () => {}
  speech.getVoices()
  speech.addEventListener('voiceschanged', look)
  return () => speech.removeEventListener('voiceschanged', look)
}

export const sayAloud = (text: string, language: string) => {
  const voice = voiceFor(language)
  if (!voice) return
  speechSynthesis.cancel()
  const words = new SpeechSynthesisUtterance(text)
  words.voice = voice
  words.lang = voice.lang
  words.rate = 0.9
  speechSynthesis.speak(words)
}

export const quiet = () => globalThis.speechSynthesis?.cancel()
