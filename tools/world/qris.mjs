// A static QRIS code for a made-up merchant (EMVCo TLV; CRC-16/CCITT-FALSE), so that demos and tests need no real one.
const field = (id, value) => id + String(value.length).padStart(2, "0") + value;

function crc16(text) {
  let crc = 0xffff;
  for (const byte of Buffer.from(text)) {
    crc ^= byte << 8;
    for (let i = 0; i < 8; i++) crc = crc & 0x8000 ? ((crc << 1) ^ 0x1021) & 0xffff : (crc << 1) & 0xffff;
  }
  return crc.toString(16).toUpperCase().padStart(4, "0");
}

/** The digit that makes a number pass Luhn's test. */
function luhn(digits) {
  const sum = [...digits].reverse().reduce((total, digit, i) => {
    const value = Number(digit) * (i % 2 === 0 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return String((10 - (sum % 10)) % 10);
}

/** `number` tells merchants apart: 1 to 9999. */
export function static_qris(name, city, number) {
  const digits = "1099" + String(number).padStart(8, "0");
  const nmid = "ID" + digits + luhn(digits);
  const pan = "93600999" + String(number).padStart(10, "0");
  const body =
    field("00", "01") + field("01", "11") +
    field("26", field("00", "ID.CO.CONTOH.WWW") + field("01", pan) + field("02", "CONTOH" + String(number).padStart(4, "0")) + field("03", "UKE")) +
    field("51", field("00", "ID.CO.QRIS.WWW") + field("02", nmid) + field("03", "UKE")) +
    field("52", "8398") + field("53", "360") + field("58", "ID") + field("59", name.toUpperCase().slice(0, 25)) + field("60", city.toUpperCase().slice(0, 15)) +
    field("61", "40562") + field("62", field("07", "A01")) + "6304";
  return body + crc16(body);
}
