import type { Language } from '@recallwire/domain/directory/language.ts'

/** What pages say of an installation that is no production system, in each of their languages. */
export type Banner = Readonly<Record<Language, string>>

export const demonstrationBanner: Banner = {
  en: 'Demonstration: every facility, person and address is invented. Nothing is mailed.',
  es: 'Demostración: todos los centros, personas y direcciones son inventados. No se envía ningún correo.',
}
