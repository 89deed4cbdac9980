// A voice made higher or lower while it is recorded, by the browser's own audio nodes: two short delays whose length runs like a
// saw, half a period apart, each silent at the moment its saw jumps. The true voice reaches neither memory nor the recorder.

const period = 0.1
const random = () => (crypto.getRandomValues(new Uint32Array(1))[0] as number) / 2 ** 32

/** One period of `shape`, sounded over and over. */
const loop = (
  context: AudioContext,
  shape: (at: number) => number,
  offset: number
): AudioBufferSourceNode => {
  const length = Math.round(period * context.sampleRate)
  const buffer = context.createBuffer(1, length, context.sampleRate)
  const samples = buffer.getChannelData(0)
  for (let i = 0; i < length; i++) samples[i] = shape(i / length)
  const source = context.createBufferSource()
  source.buffer = buffer
  source.loop = true
  source.start(0, offset)
  return source
}

export const changedVoice = (microphone: MediaStream): { stream: MediaStream; close(): void } => {
  const context = new AudioContext()
  void context.resume()
  // Three to five semitones, another each time, and wandering a little: no single number turns it back.
  const up = random() < 0.5
  const ratio = 2 ** (((up ? 1 : -1) * (3 + 2 * random())) / 12)
  const reach = Math.abs(1 - ratio) * period
  const wander = context.createOscillator()
  wander.frequency.value = 0.15 + 0.25 * random()
  const width = context.createGain()
  width.gain.value = reach * 0.12
  wander.connect(width)
  wander.start()

  const voice = context.createMediaStreamSource(microphone)
  const out = context.createMediaStreamDestination()
  for (const offset of [0, period / 2]) {
    const delay = context.createDelay(1)
    const depth = context.createGain()
    depth.gain.value = reach
    width.connect(depth.gain)
    loop(context, at => (up ? 1 - at : at), offset)
      .connect(depth)
      .connect(delay.delayTime)
    const loudness = context.createGain()
    loudness.gain.value = 0
    loop(context, at => Math.sin(Math.PI * at) ** 2, offset).connect(loudness.gain)
    voice.connect(delay).connect(loudness).connect(out)
  }
  return { stream: out.stream, close: () => void context.close() }
}
