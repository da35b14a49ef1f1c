// What the server shows until the page draws itself, by kind of page. The slots {{title}}, {{summary}}, {{picture}} and
// {{organisation}} are filled by the server with escaped text; a slot it knows nothing for becomes empty,
// a picture the barn. Between <!--first--> and <!--/first--> stands the first of a list: left out when the list is empty.
const logo =
  '<svg viewBox="0 0 40 40" aria-hidden="true"><rect width="40" height="40" rx="9" fill="#0f6b4a"/><path d="M20 6c1.600 6.200 6 11.400 13.400 14.200-2.200 2-6.800 3.200-13.400 3.200S8.800 22.200 6.600 20.200C14 17.400 18.400 12.200 20 6z" fill="#f2b33d"/><path d="M11.200 24.600h17.600l-1.500 8.200h-4.100v-4.600a3.200 3.200 0 0 0-6.400 0v4.600h-4.100z" fill="#fff"/></svg>';
const head = `<header class="site-head"><div class="wrap"><a class="logo" href="/">${logo}<span>Lumbung</span></a></div></header>`;
const page = (inside) => `<div class="frame">${head}<main id="isi">${inside}</main></div>`;

export const outlines = {
  home: page(
    '<div class="wrap"><section class="hero"><div class="art"><img src="/assets/img/lumbung.svg" alt="" width="750" height="400" class="photo ratio-hero"></div><div class="stack"><h1>Setiap rupiah punya alamat.</h1><p class="lead">Lumbung membawa pemberian Anda sampai ke keluarga yang membutuhkan, dan menunjukkan ke mana setiap rupiah pergi, lengkap dengan buktinya.</p></div></section></div>',
  ),
  list: page('<div class="wrap stack"><h1>Kampanye</h1><p class="hush measure">Hanya lembaga yang sudah diverifikasi yang boleh menggalang dana di sini.</p><div class="sk title"></div><div class="sk title"></div><div class="sk title"></div><!--first--><div class="cards"><article class="card cc"><img class="photo ratio-card" src="{{picture}}" alt="" width="640" height="360" fetchpriority="high"><div class="body"><h2>{{title}}</h2></div></article></div><!--/first--></div>'),
  campaign: page(
    '<div class="wrap"><div class="two-cols"><div><div class="hero-photo"><img class="photo ratio-hero" src="{{picture}}" alt="" width="960" height="512" fetchpriority="high"></div><div class="stack-s section-gap"><h1>{{title}}</h1><p class="strong">{{organisation}}</p><p class="hush">{{summary}}</p></div></div></div></div>',
  ),
  plain: page('<div class="wrap stack"><div class="sk title"></div><div class="sk block"></div></div>'),
};
