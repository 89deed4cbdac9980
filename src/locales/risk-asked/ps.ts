import type source from './sr-Latn.ts'

export default {
  'asked.not-known': 'نه پوهېږم',
  'asked.not-said': 'نه غواړم ووايم',
  'asked.next': 'بل',
  'asked.back': 'شاته',
  'asked.aloud': 'په لوړ غږ ولوله',
  'asked.one-more': 'یو بل ورزیات کړئ',
  'asked.no-more': 'نور نشته',
  'asked.take-away': 'وروستی لرې کړئ',
  'asked.needed': 'ځواب ته اړتیا ده، یا «نه پوهېږم» وټاکئ.',
  'asked.not-right': 'دا ځواب سم نه شي کېدای.',
  'asked.tick': 'هو'
} satisfies Record<keyof typeof source, string>
