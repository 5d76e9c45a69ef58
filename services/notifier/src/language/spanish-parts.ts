import type { english } from './english.ts'
import { inSpanish } from './spanish-letter.ts'

const { counted, list } = inSpanish
const units = (count: number): string => counted(count, { one: 'unidad', other: 'unidades' })
const plural = (count: number, one: string, other: string): string => inSpanish.plural(count, { one, other })

/** The sections of a letter in Spanish: headings and running text. */
export const spanishParts = {
  repeat: 'Es posible que ya haya recibido esta carta; basta una sola respuesta.',

  why: {
    heading: 'Por qué recibe esta carta',
    listed: 'Las unidades de abajo están en el inventario de su centro y el aviso las incluye.',
    possible:
      'En el inventario de su centro hay unidades de un producto retirado; falta saber si están incluidas.',
    addressed:
      'Según los registros de la empresa, usted es cliente de este producto. Se necesita una respuesta aunque no tenga ninguna unidad.',
    confirm: 'Una unidad de su inventario también se notificó desde otro lugar.',
  },
  affected: { heading: 'Sus unidades afectadas' },
  possible: {
    heading: 'Por revisar: podrían estar afectadas',
    text: 'Trátelas como afectadas hasta que las haya revisado. Dé la respuesta junto con su contestación; de ella depende.',
  },
  confirm: {
    heading: 'Confirme dónde están',
    text: 'Este número de serie también se notificó en otro lugar; confírmelo: diga en su respuesta si la unidad sigue con usted.',
    why: 'También se notificó en otro lugar.',
  },
  released: {
    heading: 'Ya no afectadas',
    text: 'El aviso ya no incluye estas unidades. Pueden volver a usarse, salvo que otro retiro diga lo contrario.',
  },
  todo: { heading: 'Qué hacer' },
  checks: {
    heading: 'Comprobación del software',
    product: 'Producto',
    question: 'Comprobar',
    passed: 'Si es correcto',
    failed: 'Si es incorrecto o no se leyó',
  },
  covered: {
    heading: 'Qué incluye el aviso',
    identifiers: (kind: 'UDI-DI' | 'REF', values: readonly string[]) => `${kind} ${values.join(', ')}`,
    cut: 'La lista continúa; pida el resto a la empresa.',
  },
  reason: { heading: 'Motivo y riesgo' },
  injuries: (counts: { readonly serious: number; readonly deaths: number } | null): string => {
    if (counts === null) return 'La empresa no ha indicado si se han notificado lesiones.'
    const { serious, deaths } = counts
    if (serious + deaths === 0) return 'No se han notificado a la empresa lesiones graves ni muertes.'
    return `Notificado a la empresa hasta ahora: ${counted(serious, { one: 'lesión grave', other: 'lesiones graves' })}, ${counted(deaths, { one: 'muerte', other: 'muertes' })}.`
  },
  reply: {
    heading: 'Cómo responder',
    oneServesAll:
      'Una inspección y una respuesta sirven para todos los remitentes. Se debe una respuesta a cada uno de estos; márquelos todos en la página de respuesta:',
    owedTo: 'La respuesta se debe a:',
    sender: (name: string, reference: string) => `${name}, referencia ${reference}`,
    open: 'Abrir la página de respuesta (sin cuenta)',
    codeLabel: 'Escriba allí este código',
    until: (when: string) =>
      `El enlace funciona hasta el ${when}. Abrirlo no cambia nada; solo cuenta su respuesta con el código.`,
    byPhone: (phone: string) => `Responda por teléfono: ${phone}.`,
  },
  forwarding:
    'Si alguno de estos productos ha salido de su centro (a otra sede, un paciente, un cliente, en préstamo), entregue esta carta de inmediato a quien lo tenga ahora (21 CFR 7.49(d)).',
  contact: {
    heading: 'Preguntas',
    line: (contact: { readonly name: string; readonly phone: string; readonly email: string }) =>
      `${contact.name}, ${contact.phone}, ${contact.email}`,
    hours: (hours: string) => `Horario: ${hours}`,
  },
  genuine: {
    heading: '¿Es auténtica esta carta?',
    text: (firm: string, phone: string, reference: string, host: string) =>
      `Llame a ${firm} al número que tenga en sus propios registros, o al ${phone}, e indique la referencia ${reference}. El enlace de respuesta lleva a ${host} y a ningún otro sitio. Nadie le pedirá una contraseña.`,
  },
  coverNote: {
    from: (sender: string) => `Nota de ${sender}, que le reenvía este retiro`,
    after: 'Todo lo demás de esta carta es el aviso de la empresa que efectúa el retiro, sin cambios.',
  },
  changed: {
    heading: 'Qué ha cambiado',
    part: {
      scope: 'Qué unidades están incluidas.',
      instructions: 'Lo que se le pide hacer. Los pasos de abajo sustituyen a los anteriores.',
      checks: 'La comprobación de las unidades, o lo que se deduce de ella. Vea abajo.',
      deadline: 'Cuándo debe responder. Vea arriba.',
    },
    newUnits: (count: number) =>
      `${units(count)} de su centro ${plural(count, 'es nueva', 'son nuevas')} en esta carta.`,
    releasedUnits: (count: number) =>
      `${units(count)} de su centro ya no ${plural(count, 'está afectada', 'están afectadas')}.`,
    confirmUnits: (count: number) =>
      `${units(count)} por confirmar: el mismo número de serie se notificó en otro lugar.`,
    senders: (names: readonly string[]) => `Ahora también se debe una respuesta a: ${list(names)}`,
  },
  earlier: {
    heading: 'Cartas enviadas hasta ahora',
    line: (date: string, kind: string) => `${date}: ${kind}`,
    kind: {
      initial: 'el aviso',
      supplement: 'una adición',
      revision: 'un aviso revisado',
      'stand-down': 'unidades liberadas',
      reminder: 'un recordatorio',
      escalation: 'una carta a otra persona responsable',
      receipt: 'un comprobante',
      'fresh-code': 'un nuevo enlace y código',
      'wrong-recipient': 'una respuesta a un destinatario equivocado',
      'close-out': 'el fin del retiro',
    },
  },
  stillOpen: { heading: 'Aún sin respuesta' },
  noUnitOpen: 'Se necesita una respuesta aunque no tenga ninguna unidad.',
  receipt: {
    erased: '(borrado)',
    recordedAt: 'Registrada',
    answeredAt: 'Respondida',
    late: (when: string) => `${when}, después del plazo; aceptada y señalada`,
    by: 'Por',
    through: 'Mediante',
    channel: {
      link: 'el enlace de una carta',
      console: 'la consola',
      phone: 'una llamada, anotada por el personal',
      email: 'un correo electrónico, anotado por el personal',
    },
    sender: 'Para',
    statement: 'Firmado (SHA-256)',
    replyId: 'Respuesta',
    heading: 'Qué se registró',
    columns: { mark: 'Unidad', answer: 'Respuesta', next: 'Qué sigue' },
    software: (version: string) => `software ${version}`,
    none: 'Usted respondió que no tiene ninguno de estos productos.',
    noUnits: 'La recepción del aviso está confirmada. Ninguna unidad tiene respuesta todavía.',
    open: (count: number) =>
      `${units(count)} aún no ${plural(count, 'tiene', 'tienen')} respuesta; la contestación no está completa y los recordatorios continúan.`,
    complete: 'No queda nada pendiente. No llegará ningún otro recordatorio por esta respuesta.',
    amend:
      'Para cambiar una respuesta, abra de nuevo el enlace de su carta: cuenta la más reciente y la anterior se conserva.',
  },
  freshCode: {
    notYou:
      'Si nadie de ustedes lo pidió, no tiene que hacer nada: sin el código no se puede responder nada.',
  },
  wrongRecipient: {
    next: (facility: string) =>
      `El retiro se envía a otro contacto de ${facility}, y se pidió a la empresa que busque al correcto. La respuesta se debe igual que antes.`,
    after:
      'Si a pesar de todo alguno de estos productos está con usted, el enlace de la carta anterior sigue funcionando. Si no, borre esa carta o entréguela a quien corresponda.',
  },
  closeOut: {
    text: 'Ya no se necesita ninguna respuesta y no llegarán recordatorios. Conserve su expediente del retiro.',
    terminated:
      'Las unidades corregidas o liberadas pueden usarse. Las que se pusieron fuera de servicio siguen así hasta que lo estén.',
    withdrawn: 'Pregunte a la empresa antes de volver a usar las unidades que puso fuera de servicio.',
    answered: (count: number) =>
      count === 0
        ? 'No tenemos registrada ninguna respuesta suya.'
        : `Tenemos ${counted(count, { one: 'respuesta suya registrada', other: 'respuestas suyas registradas' })}.`,
  },
} satisfies Partial<typeof english>
