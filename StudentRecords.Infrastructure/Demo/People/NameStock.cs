namespace StudentRecords.Infrastructure.Demo.People;

/// <summary>Names as they are heard in one part of the world, all invented combinations.</summary>
/// <param name="Weight">How often, against the others, among home students and among those from abroad.</param>
internal sealed record NameStock(string Nationality, string Country, int AtHome, int FromAbroad, string[] Women, string[] Men, string[] Families)
{
    public static readonly IReadOnlyList<NameStock> All =
    [
        Of("GB", "XF", 62, 0, "Alice Amelia Beth Charlotte Chloe Eleanor Ella Emily Emma Freya Grace Hannah Holly Imogen Isla Jessica Lucy Megan Molly Niamh Phoebe Poppy Rebecca Rosie Ruby Sophie Tabitha Zara",
            "Alfie Archie Ben Callum Charlie Daniel Dylan Edward Ethan Finlay Freddie George Harry Jack Jacob James Joseph Joshua Leo Lewis Liam Noah Oliver Oscar Samuel Theo Thomas William",
            "Abbott Appleby Ashworth Barker Bickerstaff Bolton Bramley Carter Clough Cooper Crowther Dawson Eastwood Farrow Fielding Fletcher Greenhalgh Hargreaves Holroyd Hughes Ingham Kershaw Langley Marsden Metcalfe Naylor O'Brien Ogden Parkin Pickles Ramsbottom Redfern Rowbotham Shaw Stansfield Sutcliffe Thackeray Tordoff Underhill Wadsworth Whitaker Wilkinson Winterbottom Wrigley"),
        Of("GB", "XI", 7, 0, "Angharad Bronwen Carys Cerys Eirlys Ffion Gwen Lowri Mair Nia Rhiannon Seren Siân", "Aled Dafydd Dewi Emrys Gethin Gruffydd Gwilym Huw Ieuan Iwan Llŷr Rhys Siôn", "Bevan Davies Evans Gwynne Jenkins Llewellyn Lloyd Morgan Parry Powell Prosser Rees Vaughan"),
        Of("GB", "XH", 7, 0, "Ailsa Catriona Eilidh Fiona Iona Kirsty Mairi Morag Mòrag Shona Skye", "Alasdair Angus Calum Craig Duncan Euan Fergus Hamish Iain Lachlan Ruaridh", "Buchanan Cameron Drummond Fraser Galbraith Kerr Lennox MacAulay MacDonald MacLeod McIntyre Sinclair Urquhart"),
        Of("IE", "IE", 2, 3, "Aoife Caoimhe Ciara Gráinne Máire Niamh Róisín Saoirse Sinéad Síle", "Cillian Ciarán Conor Darragh Eoin Fionn Oisín Pádraig Ruairí Seán", "Byrne Ó'Connell Doyle Gallagher Kavanagh Ní_Bhriain Ó_Sé Quigley Sweeney"),
        Of("GB", "XF", 11, 0, "Aaliyah Aisha Anjali Ayesha Fatima Hafsa Khadija Mariam Meera Nadia Neha Priya Safiya Sana Simran Zainab", "Adnan Amir Arjun Bilal Faisal Hamza Harpreet Hassan Ibrahim Imran Jaspreet Kabir Mohammed Omar Rohan Usman Yusuf",
            "Ahmed Akhtar Ali Begum Chaudhry Dhillon Gill Hussain Iqbal Islam Kaur Khan Mahmood Malik Mistry Patel Rahman Sandhu Shah Sharma Singh Uddin"),
        Of("GB", "XF", 7, 0, "Abena Adaeze Amara Blessing Chiamaka Esther Folake Grace Ngozi Temitope Zawadi", "Abdi Chidi Emeka Femi Kofi Kwame Marlon Olumide Samuel Tobi Winston", "Adebayo Addo Asante Boateng Campbell Grant Mensah Nwosu Okafor Okonkwo Osei Owusu Warsame"),
        Of("CN", "CN", 1, 26, "Fang Jing Li Lin Mei Min Na Qian Xiu Xuan Yan Ying Yue", "Bo Chao Hao Jian Jun Lei Ming Peng Qiang Wei Xiang Yang Zhi", "Chen Deng Gao Guo He Hu Huang Li Liang Liu Lü Luo Ma Sun Tang Wang Wu Xu Yang Zhang Zhao Zheng Zhou"),
        Of("IN", "IN", 0, 20, "Aditi Ananya Divya Ishita Kavya Lakshmi Nandini Pooja Riya Shreya Sneha", "Aarav Aditya Akash Dev Karthik Nikhil Pranav Rahul Siddharth Varun Vikram", "Agarwal Banerjee Chatterjee Desai Gupta Iyer Joshi Kulkarni Menon Mukherjee Nair Pillai Rao Reddy Subramanian Verma"),
        Of("NG", "NG", 0, 11, "Adaora Amina Chinwe Damilola Halima Ifeoma Kemi Ngozi Oluchi Yetunde", "Ayodele Babajide Chinedu Ikenna Kelechi Musa Obinna Olamide Segun Tunde", "Abubakar Adeleke Balogun Bello Chukwu Eze Ibrahim Ogunleye Okeke Olatunji Uzoma Yakubu"),
        Of("PL", "PL", 1, 5, "Agnieszka Elżbieta Joanna Kasia Magdalena Małgorzata Zofia", "Jakub Krzysztof Łukasz Michał Paweł Stanisław Wojciech", "Dąbrowski Grzybowska Jabłoński Kowalczyk Lewandowska Nowak Wiśniewski Wójcik Zieliński"),
        Of("DE", "DE", 1, 5, "Anke Annika Greta Jördis Käthe Lena Mareike", "Björn Florian Jürgen Lukas Matthias Sören Til", "Bäcker Fröhlich Grünewald Hübner Köhler Müller Schäfer Strauß Weiß"),
        Of("ES", "ES", 0, 6, "Begoña Carmen Inés Lucía María Núria Pilar Sofía", "Álvaro Andrés Íñigo Javier Jesús José Raúl Sebastián", "Álvarez Castaño García Gutiérrez Ibáñez Muñoz Núñez Peña Rodríguez Sánchez"),
        Of("FR", "FR", 0, 5, "Amélie Chloé Élodie Hélène Inès Léa Noémie Zoé", "Aurélien Étienne François Gaël Jérôme Mathéo Rémi Théo", "Beauchêne Béranger Dupré Faÿ Lefèvre Moreau Noël Pélissier Rousseau"),
        Of("TR", "TR", 0, 4, "Ayşe Çiğdem Elif Gülşen Nilüfer Şebnem Zeynep", "Barış Çağrı Emre İbrahim Mustafa Oğuz Şükrü Ümit", "Akgün Çelik Demir Güneş Karabulut Öztürk Şahin Yıldız"),
        Of("VN", "VN", 0, 4, "Hằng Hương Linh Mai Ngọc Phương Thảo", "Bảo Dũng Đức Hùng Minh Quân Tuấn", "Đặng Đỗ Hoàng Lê Ngô Nguyễn Phạm Trần Võ"),
        Of("BR", "BR", 0, 3, "Beatriz Conceição Fernanda Letícia Luíza Mariângela", "Antônio Caetano Gonçalo João Otávio Thiago", "Araújo Brandão Conceição Falcão Gonçalves Magalhães Simões"),
        Of("SE", "SE", 0, 3, "Åsa Astrid Ebba Linnéa Maja Saga", "Anders Björn Göran Håkan Lars Sven", "Åkesson Björklund Ekström Hägglund Lindqvist Sjöberg Öberg"),
        Of("GR", "GR", 0, 3, "Despina Eleni Ioanna Katerina Zoë", "Alexandros Giorgos Kostas Nikos Stavros", "Dimitriou Georgiadis Nikolaou Papadopoulos Stavrou"),
        Of("SA", "SA", 0, 4, "Dana Hessa Lama Noura Reem Sara", "Abdulaziz Fahad Khalid Majed Nasser Turki", "Al-Dosari Al-Ghamdi Al-Harbi Al-Otaibi Al-Qahtani Al-Shehri"),
        Of("US", "US", 0, 4, "Ashley Brianna Kayla Madison Savannah", "Brandon Cody Hunter Logan Tyler", "Anderson Delgado Jefferson Kowalski Martinez Washington"),
    ];

    private static NameStock Of(string nationality, string country, int atHome, int fromAbroad, string women, string men, string families) =>
        new(nationality, country, atHome, fromAbroad, women.Split(' '), men.Split(' '), [.. families.Split(' ').Select(f => f.Replace('_', ' '))]);
}
