import type source from './sr-Latn.ts'

export default {
  'asked.not-known': 'مجھے معلوم نہیں',
  'asked.not-said': 'میں بتانا نہیں چاہتا/چاہتی',
  'asked.next': 'آگے',
  'asked.back': 'واپس',
  'asked.aloud': 'بلند آواز میں پڑھیں',
  'asked.one-more': 'ایک اور شامل کریں',
  'asked.no-more': 'اور نہیں',
  'asked.take-away': 'آخری ہٹائیں',
  'asked.needed': 'جواب ضروری ہے، یا «مجھے معلوم نہیں» چنیں۔',
  'asked.not-right': 'یہ جواب درست نہیں ہو سکتا۔',
  'asked.tick': 'ہاں'
} satisfies Record<keyof typeof source, string>
