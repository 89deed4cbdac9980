// Names of sites and apps. Not in the catalogues: a name is not translated, and not put into Cyrillic either.
import type { WebsiteOrApp } from '#kernel/htcds.ts'

export const brandNames = {
  Facebook: 'Facebook',
  Instagram: 'Instagram',
  WhatsApp: 'WhatsApp',
  Telegram: 'Telegram',
  FacebookMessenger: 'Facebook Messenger',
  Viber: 'Viber',
  SnapChat: 'Snapchat',
  Line: 'LINE',
  '4Sale': '4Sale',
  WeChat: 'WeChat',
  QQ: 'QQ',
  QZone: 'Qzone',
  TikTok: 'TikTok',
  Twitter: 'X (Twitter)'
} as const satisfies Record<Exclude<WebsiteOrApp, 'Other'>, string>
