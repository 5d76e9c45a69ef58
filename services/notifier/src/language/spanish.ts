import type { Words } from '@recallwire/html/words.ts'
import type { english } from './english.ts'
import { spanishForm } from './spanish-form.ts'
import { spanishLetter } from './spanish-letter.ts'
import { spanishPages } from './spanish-pages.ts'
import { spanishParts } from './spanish-parts.ts'

const words: Words = {
  skip: 'Ir al contenido principal',
  environment: 'Entorno',
  disclaimer: `Ayuda a cumplir las normas sobre retiros de dispositivos médicos; no otorga por sí mismo el cumplimiento.
Las obligaciones de la empresa que efectúa el retiro y del centro siguen siendo suyas.`,
  required: '(obligatorio)',
  select: '- Seleccione -',
  error: 'Error',
  nothingSaved: (errors) =>
    `No se guardó nada: ${errors === 1 ? 'una respuesta requiere' : `${errors} respuestas requieren`} su atención`,
  tone: { info: 'Información', success: 'Hecho', warning: 'Advertencia', error: 'Error' },
}

/** The Spanish of letters and pages; what is missing beside the English is a type error. */
export const spanish: typeof english = {
  locale: 'es-US',
  ...spanishLetter,
  ...spanishParts,
  pages: spanishPages,
  form: spanishForm,
  words,
}
