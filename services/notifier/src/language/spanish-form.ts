import type { englishForm } from './english-form.ts'

/** The reply form to print, in Spanish. */
export const spanishForm: typeof englishForm = {
  fileName: 'formulario-de-respuesta',
  title: 'Formulario de respuesta',
  about: (reference, revision) => `Referencia ${reference}, revisión ${revision}`,
  returnBy: (when) => `Devolver a más tardar el ${when}`,
  fastest:
    'Lo más rápido es la página de respuesta: abra el enlace de la carta y escriba su código. Use este formulario donde eso no sea posible.',
  facility: {
    heading: 'Su centro',
    name: 'Centro',
    account: 'Número de cuenta',
    contact: 'Carta enviada a',
  },
  stock: {
    heading: 'Qué tienen',
    checked: 'Hemos revisado nuestras existencias y los lugares donde se usan estos productos.',
    none: 'No tenemos ninguno de estos productos.',
    some: 'Tenemos las unidades marcadas abajo.',
  },
  units: {
    caption: 'Marque qué se hizo con cada unidad. De un lote, escriba cuántas en su lugar.',
    software: 'Software leído',
    done: {
      found: 'Solo hallada',
      isolated: 'Fuera de uso',
      returned: 'Devuelta',
      corrected: 'Corregida',
      destroyed: 'Destruida',
      used: 'Consumida',
      transferred: 'Entregada',
      'cannot-locate': 'No se halla',
      'not-held': 'No está aquí',
    },
    others: 'Unidades que no figuran',
    rest: (count) => `Hay ${count} más en la lista adjunta a la carta.`,
  },
  more: {
    heading: 'Otras preguntas',
    passedOn: 'Hemos avisado a todos a quienes entregamos estos productos, con fecha:',
    notPassedOn: 'No hemos entregado ninguno.',
    harm: 'Lesiones o fallos que conocemos:',
    noHarm: 'ninguno',
  },
  duties: { heading: 'A qué cartas responde' },
  signature: {
    heading: 'Firma',
    statement: (reference, revision, facility) =>
      `He leído y entendido el aviso de retiro ${reference}, revisión ${revision}. Respondo en nombre de ${facility}. Las respuestas de este formulario son verdaderas según mi leal saber y entender.`,
    name: 'Nombre en letra de imprenta',
    role: 'Función',
    phone: 'Teléfono',
    email: 'Correo',
    signed: 'Firma',
    date: 'Fecha',
  },
  send: {
    heading: 'Adónde enviarlo',
    text: (firm, email, phone) =>
      `Envíe el formulario firmado, escaneado o fotografiado, a ${email}, o léalo a ${firm} por teléfono: ${phone}.`,
  },
  page: (page, pages) => `Página ${page} de ${pages}`,
}
