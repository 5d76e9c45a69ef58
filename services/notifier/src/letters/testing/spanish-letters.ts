import type { Revision } from '@recallwire/domain/notice/notice.ts'
import type { LetterInput } from '../letter-input.ts'
import { letters } from './sample-letters.ts'

/** The notice as a firm would write it to readers of Spanish. */
export const inSpanish = (revision: Revision): Revision => {
  const { content } = revision
  return {
    ...revision,
    content: {
      ...content,
      title: 'Bombas de infusión Meridian con el software equivocado',
      reason:
        'Es posible que en bombas que volvieron del servicio técnico se haya instalado una versión equivocada del software.',
      hazard:
        'La terapia puede retrasarse o interrumpirse, o administrarse demasiado o muy poco de un fármaco. Con fármacos que mantienen la vida esto puede causar daños graves o la muerte.',
      instructions: [
        'Localice las bombas de la lista. El número de serie está en la etiqueta, en la base de la bomba.',
        'Póngalas fuera de servicio de inmediato y manténgalas apartadas de otras bombas.',
        'Encienda cada bomba y anote la versión de software que muestra la pantalla de inicio.',
        'Llame a la empresa para concertar el servicio de las bombas con el software equivocado.',
        'Responda a esta carta, aunque no tenga ninguna de estas bombas.',
      ],
      products: content.products.map((product) => ({
        ...product,
        name:
          { M6: 'Bomba de infusión Meridian M6', TS: 'Línea de infusión Meridian' }[product.productId] ?? '',
        verbatim:
          { M6: 'Meridian M6: números de serie 765201, 765388, 770412.', TS: 'Línea Meridian: lote L2207.' }[
            product.productId
          ] ?? '',
      })),
      checks: content.checks.map((check) => ({
        ...check,
        question: '¿Qué versión de software muestra la pantalla de inicio? Debe empezar por 6.',
        whenPassed: 'La bomba puede volver a usarse.',
        whenFailed: 'Mantenga la bomba fuera de servicio y llame a la empresa para concertar el servicio.',
      })),
      contact: { ...content.contact, hours: 'Lunes a viernes, de 7 a 19 horas, hora central' },
    },
  }
}

const toSpanish = (input: LetterInput): LetterInput => ({
  ...input,
  on: {
    ...input.on,
    duties: input.on.duties.map((duty) =>
      duty.coverNote === undefined
        ? duty
        : { ...duty, coverNote: 'Su cuenta 20417. Nuestro conductor recoge el jueves.' },
    ),
  },
  revision: inSpanish(input.revision),
  facility: { ...input.facility, language: 'es' },
  receipt: input.receipt && {
    ...input.receipt,
    person: { ...input.receipt.person, role: 'Coordinadora de retiros' },
  },
})

/** The same letters to a site whose people read Spanish, from a firm that wrote its notice in it. */
export const spanishLetters: Readonly<Record<string, () => LetterInput>> = Object.fromEntries(
  Object.entries(letters).map(([kind, input]) => [kind, () => toSpanish(input())]),
)
