import type { LetterKind } from '@recallwire/domain/casework/case.ts'
import type { FinalDisposition } from '@recallwire/domain/device/disposition.ts'
import type { Marking, NoticeContent } from '@recallwire/domain/notice/notice-content.ts'
import { createCounting } from './counting.ts'
import type { english } from './english.ts'
import { becauseInSpanish } from './spanish-grounds.ts'

export const inSpanish = createCounting('es-US')
const { counted, plural } = inSpanish
const units = (count: number): string => counted(count, { one: 'unidad', other: 'unidades' })

/** What stands at the top of a letter in Spanish, and the words for units and answers. */
export const spanishLetter = {
  units,

  marking: ({ what, urgent }: Marking): string => {
    const device = {
      recall: 'RETIRO DE DISPOSITIVO MÉDICO',
      correction: 'CORRECCIÓN DE DISPOSITIVO MÉDICO',
    }[what]
    return urgent ? `URGENTE: ${device}` : device
  },
  kind: (kind: LetterKind, ordinal: number): string => {
    switch (kind) {
      case 'initial':
        return ''
      case 'supplement':
        return 'ADICIÓN'
      case 'revision':
        return 'REVISADO'
      case 'stand-down':
        return 'YA NO AFECTADO'
      case 'reminder':
        return `RECORDATORIO ${ordinal + 1}`
      case 'escalation':
        return 'AÚN SIN RESPUESTA'
      case 'receipt':
        return 'COMPROBANTE DE SU RESPUESTA'
      case 'fresh-code':
        return 'NUEVO ENLACE Y CÓDIGO'
      case 'wrong-recipient':
        return 'ANOTADO: NO ES PARA USTED'
      case 'close-out':
        return 'CERRADO'
      default:
        return kind satisfies never
    }
  },

  lead: {
    affected: (count: number, action: NoticeContent['action'], due: string | undefined): string => {
      const what = {
        removal: plural(count, {
          one: 'Póngala fuera de servicio ahora',
          other: 'Póngalas fuera de servicio ahora',
        }),
        correction: 'Siga ahora los pasos indicados abajo',
        inspection: plural(count, { one: 'Inspecciónela ahora', other: 'Inspecciónelas ahora' }),
      }[action]
      const are = plural(count, { one: 'está afectada', other: 'están afectadas' })
      return `${units(count)} de su centro ${are}. ${what}${due === undefined ? '.' : ` y responda a más tardar el ${due}.`}`
    },
    possible: (count: number, due: string | undefined): string =>
      `${units(count)} de su centro ${plural(count, { one: 'podría estar afectada', other: 'podrían estar afectadas' })}: falta un dato en el registro. ${plural(count, { one: 'Revísela', other: 'Revíselas' })}${
        due === undefined ? '.' : ` y responda a más tardar el ${due}.`
      }`,
    none: (due: string | undefined): string =>
      `No tenemos registrada ninguna unidad de su centro. De todos modos se necesita una respuesta${due === undefined ? '.' : `, a más tardar el ${due}.`}`,
    supplement: 'Esta carta completa otra que usted ya tiene. Lo que respondió antes sigue en pie.',
    revision: 'La empresa ha modificado su aviso. Lo que usted respondió antes sigue en pie.',
    standDown: 'Ya no hay ninguna unidad de su centro afectada. No tiene que hacer ni responder nada.',
    reminder: (missing: number, due: string | undefined): string => {
      const open =
        missing === 0
          ? 'Su respuesta no nos ha llegado'
          : `${units(missing)} de su centro ${plural(missing, { one: 'sigue', other: 'siguen' })} sin respuesta`
      return `${open}.${due === undefined ? '' : ` La respuesta se pidió a más tardar para el ${due}.`}`
    },
    escalation:
      'Este retiro se envió a sus colegas y no se ha respondido por completo. Encárguese de que se atienda.',
    receipt: 'Su respuesta quedó registrada. Guarde este comprobante en su expediente del retiro.',
    freshCode:
      'Alguien pidió un nuevo código para responder a este retiro. Use el enlace y el código de abajo; los de cartas anteriores ya no funcionan.',
    wrongRecipient:
      'Usted nos dijo que este retiro no es para usted. Quedó anotado, y no tiene que hacer nada más.',
    closeOut: {
      terminated: 'El retiro ha terminado.',
      withdrawn: 'La empresa ha dejado sin efecto el retiro.',
    },
  },

  facts: {
    from: 'De',
    to: 'Para',
    reference: 'Referencia',
    recallClass: 'Clase',
    action: 'Acción',
    product: 'Producto',
    yours: 'Sus unidades',
    due: 'Responder',
    phone: 'Teléfono',
    date: 'Fecha',
  },
  className: {
    I: 'Clase I: es razonablemente probable un daño grave o la muerte',
    II: 'Clase II: daño temporal o reversible',
    III: 'Clase III: no es probable que haya daño',
    none: 'Aún sin clasificar; se trata como clase I',
  },
  action: {
    removal: 'Retiro: poner fuera de servicio',
    correction: 'Corrección: puede corregirse donde está',
    inspection: 'Inspección: revisar antes de seguir usando',
  },
  dueRule: (businessDays: number, from: string): string =>
    `${counted(businessDays, { one: 'día hábil', other: 'días hábiles' })} después del ${from}`,
  yours: (affected: number, possible: number, asks: boolean): string => {
    if (affected + possible === 0)
      return asks ? 'Ninguna registrada; aun así se necesita una respuesta' : 'Ninguna afectada'
    return [
      affected > 0 && counted(affected, { one: 'afectada', other: 'afectadas' }),
      possible > 0 && `${inSpanish.number(possible)} por revisar`,
    ]
      .filter((part) => part !== false)
      .join(', ')
  },

  verdict: { affected: 'afectada', possible: 'por revisar', outside: 'no afectada' },
  unitList: {
    fileName: 'unidades',
    columns: [
      'Producto',
      'UDI-DI',
      'REF',
      'N.º de serie',
      'Lote',
      'Cantidad',
      'Su etiqueta',
      'Software',
      'Resultado',
      'Motivo',
    ],
  },
  unitColumns: { mark: 'Unidad', assetTag: 'Su etiqueta', software: 'Software', why: 'Motivo' },
  serial: (serial: string) => `N.º de serie ${serial}`,
  lot: (lot: string, quantity: number | undefined) =>
    `Lote ${lot}${quantity === undefined ? '' : ` (${units(quantity)})`}`,
  unmarked: (quantity: number | undefined) =>
    quantity === undefined ? 'Sin n.º de serie ni lote' : `Sin n.º de serie ni lote (${units(quantity)})`,
  notRecorded: 'sin registrar',
  further: (count: number) => `y ${inSpanish.number(count)} más`,
  furtherWhy: 'La página de respuesta muestra todas sus unidades.',
  because: becauseInSpanish,
  decides: {
    serial: '¿Qué número de serie figura en la etiqueta?',
    lot: '¿Qué número de lote figura en la etiqueta?',
    softwareVersion: '¿Qué versión de software muestra?',
    manufacturedOn: '¿Cuándo se fabricó? Lea la etiqueta y dígaselo a la empresa por teléfono.',
    expiresOn: '¿Cuándo caduca? Lea la etiqueta y dígaselo a la empresa por teléfono.',
  },

  surfaced: (disposition: FinalDisposition, on: string): string => {
    const gone = {
      returned: 'como devuelto',
      destroyed: 'como destruido',
      used: 'como consumido',
    }[disposition]
    return `Este número de serie se notificó ${gone} el ${on}: revise la etiqueta y diga en su respuesta qué encuentra.`
  },

  disposition: {
    found: 'Encontrada, aún sin medidas',
    isolated: 'Fuera de servicio y apartada',
    returned: 'Devuelta',
    corrected: 'Corregida',
    destroyed: 'Destruida',
    used: 'Consumida',
    transferred: 'Entregada a otra persona o centro',
    'cannot-locate': 'No se encuentra',
    'not-held': 'No la tenemos',
  },
  outcome: {
    'cleared-by-inspection': 'Liberada por la inspección.',
    'needs-service': 'Necesita servicio técnico.',
    none: '',
  },
} satisfies Partial<typeof english>
