// A network's profile names its numbers in three languages. Somebody in danger has to know which number is the police's, so the
// few names that every profile has are said in the other seven too. Any other name stands as the profile gives it.
import type { MigrantLocale } from '#kernel/locale.ts'

const names: Record<string, Record<MigrantLocale, string>> = {
  police: { ar: 'الشرطة', fa: 'پلیس', ps: 'پولیس', ur: 'پولیس', tr: 'Polis', rom: 'Policija', fr: 'Police' },
  'emergency services': { ar: 'خدمات الطوارئ', fa: 'خدمات اضطراری', ps: 'بېړنۍ مرستې', ur: 'ہنگامی خدمات', tr: 'Acil yardım', rom: 'Sigo ažutipe', fr: 'Urgences' },
  ambulance: { ar: 'الإسعاف', fa: 'آمبولانس', ps: 'امبولانس', ur: 'ایمبولینس', tr: 'Ambulans', rom: 'Sigo doktorengo ažutipe', fr: 'Ambulance' },
  'fire brigade': { ar: 'الإطفاء', fa: 'آتش‌نشانی', ps: 'اور وژونکي', ur: 'فائر بریگیڈ', tr: 'İtfaiye', rom: 'Vatrogascura', fr: 'Pompiers' }
} // prettier-ignore

/** By the English name of the profile; undefined when it is none of these. */
export const emergencyName = (english: string, locale: MigrantLocale): string | undefined =>
  names[english.trim().toLowerCase()]?.[locale]
